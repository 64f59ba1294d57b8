"""bytes -> Layout: text in every encoding that reports come in."""
