"""What a result is handed over as: JSON, a workbook, a page, Markdown."""
