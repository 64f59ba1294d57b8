"""The statutory forms as data: one TOML file a version, read by ``load_form``.

Table reading, the sums of the review, the web editor and the Excel sheet are all drawn from these
files. A new form is a new file.
"""

from documents.forms.model import (
    KINDS,
    Block,
    Column,
    Form,
    Row,
    Sum,
    TableForm,
    load_form,
    load_forms,
)

__all__ = ["KINDS", "Block", "Column", "Form", "Row", "Sum", "TableForm", "load_form", "load_forms"]
