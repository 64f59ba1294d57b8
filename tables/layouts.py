"""Layout -> its tables, by all the evidence that a file gives."""

from __future__ import annotations

from documents.layout import Layout
from documents.tables import Table
from tables.reading import read_tables


def read_layout_tables(layout: Layout, data: bytes | None = None) -> tuple[Table, ...]:
    """Every table of the layout, in reading order; ``data`` are the file's bytes.

    A text without pages is read as it stands (``read_tables``). On pages each statutory table is
    read again by where its words stand, and a PDF's own characters a third time by camelot; cells
    then know their regions, and how far recognised characters can be trusted.
    """
    tables = read_tables(layout.text)
    if not tables or not layout.pages:
        return tables
    from tables.evidence import weigh_evidence  # a text without pages goes without

    return weigh_evidence(layout, tables, data)
