"""Layout -> the statutory tables, by alignment to the form."""

from tables.layouts import read_layout_tables
from tables.reading import read_tables

__all__ = ["read_layout_tables", "read_tables"]
