"""What a child does with a document: it is analysed and written out there.

Importing this loads the analysis, which takes a while: a child is told what to read only later.
"""

from __future__ import annotations

from analysis.pipeline import analyze
from service.guard.frames import Head
from service.rendering import write_out


def treat(head: Head, data: bytes) -> tuple[Head, bytes]:
    """The task of ``guard.pool.Guard``: ``head`` names the input (``name`` as it was named,
    ``inside`` as the result shall name it) and the ``rendering``. Raises ``InputError``."""
    return write_out(analyze(data, head["inside"]), head, data)
