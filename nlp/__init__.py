"""Paragraphs -> tags, officials, counts, placeholders."""
