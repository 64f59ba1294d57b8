"""The JSON of the API, as the client reads it too: plain values, moments in ISO 8601."""
