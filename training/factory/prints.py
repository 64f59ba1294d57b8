"""Word processor files as PDF: what LibreOffice prints of them, many in one call."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

OFFICE: Final = "soffice"
_SECONDS: Final = 60
_SECONDS_A_FILE: Final = 10


def print_documents(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDFs by the documents' names, extensions included (``a.docx``).

    Raises ``FileNotFoundError`` where LibreOffice is not installed, ``RuntimeError`` naming the
    documents that it did not print, and ``subprocess.TimeoutExpired``.
    """
    program = shutil.which(OFFICE)
    if program is None:
        raise FileNotFoundError(OFFICE)
    if not documents:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        home, out = Path(folder) / "profile", Path(folder) / "out"
        paths = []
        for name, data in documents.items():
            path = Path(folder) / name
            path.write_bytes(data)
            paths.append(str(path))
        done = subprocess.run(
            [
                program,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={home.as_uri()}",
                *("--convert-to", "pdf:writer_pdf_Export"),
                *("--outdir", str(out)),
                *paths,
            ],
            capture_output=True,
            timeout=_SECONDS + _SECONDS_A_FILE * len(documents),
            check=False,
        )
        printed = {name: out / f"{Path(name).stem}.pdf" for name in documents}
        missing = [name for name, path in printed.items() if not path.is_file()]
        if missing:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise RuntimeError(f"not printed: {', '.join(missing)}: {said}")
        return {name: path.read_bytes() for name, path in printed.items()}
