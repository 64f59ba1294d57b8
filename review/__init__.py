"""A whole report -> findings."""
