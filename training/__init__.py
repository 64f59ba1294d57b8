"""Labelled text -> fitted models; and the report factory that makes reports with gold."""
