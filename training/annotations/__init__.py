"""Labels from people and suggestions from models: one format of our own, and views for tools."""
