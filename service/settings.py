"""What the environment says of the service: where it keeps things, how it works, what it takes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from documents.home import find_home
from documents.limits import SettingWrong

DATABASE: Final = "GONGKAI_DATABASE"
QUEUE: Final = "GONGKAI_QUEUE"
WORKERS: Final = "GONGKAI_WORKERS"
UPLOAD: Final = "GONGKAI_LIMIT_UPLOAD"
KEEP: Final = "GONGKAI_KEEP_DAYS"
ADDRESS: Final = "GONGKAI_URL"
_LARGEST_UPLOAD: Final = 512


@dataclass(frozen=True, slots=True)
class Settings:
    """``home`` is the data folder; ``database`` and ``queue`` are URLs, in it by default;
    ``workers`` counts the documents that are read side by side, ``upload`` the MiB that one
    request may bring; documents go after ``keep_days``, never where that is 0. ``url`` is
    where people reach it, where that is not where it listens: behind a proxy."""

    home: Path
    database: str
    queue: str
    workers: int
    upload: int = _LARGEST_UPLOAD
    keep_days: int = 0
    url: str = ""

    @property
    def blobs(self) -> Path:
        return self.home / "originals"

    @property
    def pictures(self) -> Path:
        return self.home / "pictures"


def read_settings(variables: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; raises ``SettingWrong``."""
    from service.guard.pool import count_jobs

    said = os.environ if variables is None else variables
    home = find_home().absolute()
    return Settings(
        home,
        said.get(DATABASE) or f"sqlite:///{home / 'gongkai.db'}",
        said.get(QUEUE) or f"sqlite:///{home / 'queue.db'}",
        _read_count(said, WORKERS, count_jobs()),
        _read_count(said, UPLOAD, _LARGEST_UPLOAD),
        _read_count(said, KEEP, 0),
        _read_url(said),
    )


def _read_url(said: Mapping[str, str]) -> str:
    url = said.get(ADDRESS, "").rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise SettingWrong(f"环境变量 {ADDRESS} 应以 http:// 或 https:// 开头，现为“{url}”。")
    return url


def _read_count(said: Mapping[str, str], name: str, usual: int) -> int:
    text = said.get(name) or str(usual)
    if not text.isdecimal() or len(text) > 9 or int(text) < min(usual, 1):
        raise SettingWrong(f"环境变量 {name} 应为正整数，现为“{text}”。")
    return int(text)
