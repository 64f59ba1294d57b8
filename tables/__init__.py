"""Layout -> the statutory tables, by alignment to the form."""
