"""Pages of one report sent as a picture each (1.jpg 2.jpg, IMG_0012.jpg …): found among the names
of an archive by how they count on, and kept together as one file.

That file is a ZIP archive of the pictures as they came, none of them opened, told by its comment;
``pictures`` opens it as a picture with many pages.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from documents.errors import DamagedInput
from ingest.packages import BROKEN

MOST_PAGES: Final = 40
"""More pictures that count on are a collection, no report."""
LARGEST_PAGE: Final = 100 << 20

_COMMENT: Final = b"gongkai: pages of one document"
# a scanner's TIFF holds all pages of a document, so each may be a report
_PICTURE: Final = re.compile(r"(?P<stem>.+)(?P<suffix>\.(?:jpe?g|png|bmp|webp|heic|heif))", re.I)
_NUMBERED: Final = re.compile(
    r"(?P<head>.*?)(?P<number>\d{1,17}|(?<=第)[一二三四五六七八九十])"
    r"(?P<tail>[\s\]_)）】页頁张張面-]*)"
)
_NUMERALS: Final = "一二三四五六七八九十"
# 甲镇2022.jpg 甲镇2023.jpg are reports of two years, IMG_2022.jpg is a camera's
_YEAR: Final = re.compile(r"20[0-3]\d")
_CAMERA: Final = re.compile(r"(?:IMG|DSC[NF]?|SAM|P|PXL|MVIMG|SCAN)[-_ ]?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"20\d{6}[-_ ]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)\d{0,3}")
_PAUSE: Final = 300
"""Seconds between two photographs of one report."""
_SKIPPED: Final = 3
"""By how much a camera's number may grow: shots that failed are deleted."""
_COUNTED: Final = 4


def find_sets(names: Sequence[str], sizes: Sequence[int], most: int) -> Mapping[int, list[int]]:
    """Which of an archive's files are pages of one document: their places in order of pages, by
    the first place. ``most`` bytes at most make a document."""
    groups: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for place, name in enumerate(names):
        folder, file = posixpath.split(name)
        picture = _PICTURE.fullmatch(file)
        match = picture and _NUMBERED.fullmatch(picture["stem"])
        if picture and match and not _is_year(match):
            number, step = _count(picture["stem"], match)
            head = "" if step == _PAUSE else match["head"]
            key = (folder, head, match["tail"], picture["suffix"].lower(), str(step))
            groups[key].append((number, place, step))
    sets: dict[int, list[int]] = {}
    for group in groups.values():
        for run in _cut_runs(sorted(group)):
            if 2 <= len(run) <= MOST_PAGES and sum(sizes[place] for place in run) <= most:
                sets[min(run)] = run
    return sets


def name_set(first: str, pages: int) -> str:
    """``照片/IMG_0012等3页.zip``"""
    return f"{posixpath.splitext(first)[0]}等{pages}页.zip"


def pack_set(names: Sequence[str], pages: Sequence[bytes]) -> bytes:
    """One file of the pages; the same pages give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, page) in enumerate(zip(names, pages, strict=True), 1):
            plain = posixpath.basename(name)
            archive.writestr(zipfile.ZipInfo(f"{number:02} {plain}"), page)
        archive.comment = _COMMENT
    return file.getvalue()


def is_set(data: bytes) -> bool:
    return data.endswith(_COMMENT)


def unpack_set(data: bytes) -> Iterator[bytes]:
    """The pages in order. Raises ``DamagedInput``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist()[:MOST_PAGES]:
                with archive.open(info) as page:
                    yield page.read(LARGEST_PAGE)
    except BROKEN:
        raise DamagedInput("几页照片的文件已损坏，无法打开；请重新上传。") from None


def _is_year(match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match["number"])) and not _CAMERA.fullmatch(match["head"])


def _count(stem: str, match: re.Match[str]) -> tuple[int, int]:
    """The number that a name bears and by how much the next one's may be higher."""
    number = match["number"]
    if clock := _CLOCK.search(stem):
        hours, minutes, seconds = map(int, clock.groups())
        return (hours * 60 + minutes) * 60 + seconds, _PAUSE
    if number in _NUMERALS:
        return _NUMERALS.index(number) + 1, 1
    return int(number), _SKIPPED if len(number) >= _COUNTED else 1


def _cut_runs(group: Sequence[tuple[int, int, int]]) -> Iterator[list[int]]:
    run = [place for _, place, _ in group[:1]]
    for (before, _, step), (number, place, _) in pairwise(group):
        if number == before or number - before > step:
            yield run
            run = []
        run.append(place)
    yield run
