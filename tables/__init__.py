"""Layout -> the statutory tables, by alignment to the form."""

from tables.reading import read_tables

__all__ = ["read_tables"]
