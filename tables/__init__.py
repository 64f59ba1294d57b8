"""Layout -> its tables: the statutory ones by alignment to the form, others as printed."""

from tables.layouts import read_layout_tables
from tables.reading import read_tables

__all__ = ["read_layout_tables", "read_tables"]
