"""Files as people sent them, never changed, under the SHA-256 of their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from service.runs.storage import write_whole
from service.storage.faults import NotFound


class BlobMissing(NotFound):
    """原始文件不在数据文件夹里了。"""

    code = "original-missing"


@dataclass(frozen=True, slots=True)
class Blobs:
    """``pictures`` are of their pages, drawn before; may be emptied at any time."""

    folder: Path
    pictures: Path

    def keep(self, data: bytes) -> str:
        """The digest under which the bytes now lie, wholly and on the disk itself."""
        digest = sha256(data).hexdigest()
        path = self.find(digest)
        if path.exists():
            return digest
        write_whole(data, path, path.with_name(f".{uuid4().hex}.part"))
        return digest

    def read(self, digest: str) -> bytes:
        """Raises ``BlobMissing``."""
        try:
            return self.find(digest).read_bytes()
        except FileNotFoundError:
            raise BlobMissing from None

    def find(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def find_pictures(self, digest: str) -> Path:
        """The folder of the file's pages; it need not exist."""
        return self.pictures / digest[:2] / digest

    def remove(self, digest: str) -> None:
        """The file, and what was drawn of it."""
        self.find(digest).unlink(missing_ok=True)
        rmtree(self.find_pictures(digest), ignore_errors=True)
