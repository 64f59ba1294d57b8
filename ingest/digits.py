"""Whether a PDF's digits look like what its text layer calls them.

A font's table of names (``ToUnicode``, ISO 32000, 9.10.3) may be right for all words and wrong for
the digits: nothing but the drawing tells. Small pictures of each are compared with those of plain
fonts; where some look like another digit, the recogniser reads a few of the page's figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from documents.places import Box
from ingest.pdfsound import PageInk, cut_place

Char = Mapping[str, Any]
_Image = NDArray[np.float64]
_ROWS: Final = 9
_COLUMNS: Final = 7
_SAMPLES: Final = 2
"""So many pictures of each digit in each font of a page."""
_MARGIN: Final = 0.1
"""By so much a picture must be more like another digit's (as a correlation) to be suspicious."""
_READ: Final = 16
"""So many figures are read at most."""
_DPI: Final = 200.0
_SURE: Final = 0.8
_INKED: Final = 0.35  # of the darkest of a picture
_CONTRAST: Final = 96
_SHAPES: Final = (
    "047762037215626500264840015583001558400155650026437214620477620",
    "137600013560001146000004600000460000046000004600001471003689730",
    "267751054126502000470000055000036200027200026200037311207988880",
    "257763035214711100372002464001566310001372100027354114723677630",
    "000393000168300054730026173016207304622751466697400017400002741",
    "398885136111104511100476652013126520000363100036363126513677520",
    "025775116421324711100764543187325638510265660015537313630377631",
    "689998021125400002520000541000163000035100016400001720000371000",
    "147763147214634700254275354115776415611454840025566213641577741",
    "157762066114628400264850027547446750344455110135324234512676410",
)
"""The digits 0 to 9, each nine rows of seven shades from 0 to 9: the mean of five fonts."""


def misname_digits(
    chars: Sequence[Char], frame: Box, page: pypdfium2.PdfPage, ink: PageInk
) -> bool:
    """True where a page shows other digits than its characters (pdfplumber's) say."""
    suspects = set(_list_suspects(chars, frame, ink))
    if not suspects:
        return False
    return _read_otherwise(_list_figures(chars, frame, suspects), page)


def _list_suspects(chars: Iterable[Char], frame: Box, ink: PageInk) -> Iterator[tuple[str, str]]:
    """Fonts and their digits that look like others. One alone is a font's way to write it: whoever
    mistakes a digit for another mistakes the other too."""
    pictures: dict[str, dict[str, list[_Image]]] = defaultdict(lambda: defaultdict(list))
    for char in chars:
        digit = char["text"]
        if len(digit) == 1 and "0" <= digit <= "9":
            taken = pictures[char["fontname"]][digit]
            if len(taken) < _SAMPLES:
                place = cut_place(_locate(char, frame), ink, 0)
                picture = _normalise(255 - ink.least[place].astype(np.float64))
                if picture is not None:
                    taken.append(picture)
    shapes = _load_shapes()
    for font, digits in pictures.items():
        wrong = []
        for digit, taken in digits.items():
            if taken:
                likeness = shapes @ _standardise(np.mean(taken, axis=0))
                if likeness.max() - likeness[int(digit)] > _MARGIN:
                    wrong.append((font, digit))
        if len(wrong) > 1:
            yield from wrong


def _locate(char: Char, frame: Box) -> Box:
    return Box(
        char["x0"] - frame.left,
        char["top"] - frame.top,
        char["x1"] - frame.left,
        char["bottom"] - frame.top,
    )


def _normalise(picture: _Image) -> _Image | None:
    """The ink in nine rows and up to seven columns in the middle; none where there is none."""
    if not picture.size or picture.max() - picture.min() < _CONTRAST:
        return None
    picture = picture - picture.min()
    inked = picture > _INKED * picture.max()
    picture = picture[_find_longest(inked.any(axis=1)), _find_longest(inked.any(axis=0))]
    height, width = picture.shape
    count = max(1, min(_COLUMNS, round(width * _ROWS / height)))
    small = _average(height, _ROWS) @ picture @ _average(width, count).T
    left = (_COLUMNS - count) // 2
    placed = np.zeros((_ROWS, _COLUMNS))
    placed[:, left : left + count] = small / small.max()
    return placed


def _find_longest(inked: NDArray[np.bool_]) -> slice:
    """The longest stretch: a table's line beside the digit is none of it."""
    edges = np.diff(inked.astype(np.int8), prepend=0, append=0).nonzero()[0].reshape(-1, 2)
    start, stop = max(edges, key=lambda edge: int(edge[1] - edge[0]))
    return slice(int(start), int(stop))


@cache
def _average(before: int, after: int) -> _Image:
    """The matrix that makes so many pixels of so many, each the mean of what it covers."""
    edges = np.arange(after + 1)[:, None] * before / after
    pixels = np.arange(before)
    upper, lower = np.minimum(edges[1:], pixels + 1), np.maximum(edges[:-1], pixels)
    return np.asarray(np.clip(upper - lower, 0, None) * after / before, dtype=np.float64)


@cache
def _load_shapes() -> _Image:
    return np.array([_standardise(np.array(list(shape), dtype=np.float64)) for shape in _SHAPES])


def _standardise(picture: _Image) -> _Image:
    flat = picture.ravel() - picture.mean()
    return np.asarray(flat / max(float(np.linalg.norm(flat)), 1e-9))


def _list_figures(
    chars: Iterable[Char], frame: Box, suspects: set[tuple[str, str]]
) -> dict[str, Box]:
    """Figures of the fonts with suspicious digits that have one of them, by what they say."""
    fonts = {font for font, _ in suspects}
    found: dict[str, Box] = {}
    word: list[Char] = []
    for char in [*chars, {"text": "", "fontname": ""}]:
        if word and not _goes_on(word[-1], char):
            if any((c["fontname"], c["text"]) in suspects for c in word):
                box = Box.around([_locate(c, frame) for c in word])
                found.setdefault("".join(c["text"] for c in word), box)
            word = []
            if len(found) == _READ:
                break
        if char["fontname"] in fonts and len(char["text"]) == 1 and "0" <= char["text"] <= "9":
            word.append(char)
    return found


def _goes_on(before: Char, char: Char) -> bool:
    size = before["bottom"] - before["top"]
    return bool(
        char["fontname"] == before["fontname"]
        and len(char["text"]) == 1
        and "0" <= char["text"] <= "9"
        and abs(char["x0"] - before["x1"]) < 0.2 * size
        and abs(char["top"] - before["top"]) < 0.2 * size
    )


def _read_otherwise(figures: Mapping[str, Box], page: pypdfium2.PdfPage) -> bool:
    """True where the recogniser reads most of the figures as others."""
    from ingest.recogniser import load_recogniser  # its models are heavy

    scale = _DPI / 72
    picture = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]
    crops = []
    for box in figures.values():
        rim = 0.1 * (box.bottom - box.top)
        top, bottom = max(0, round((box.top - rim) * scale)), round((box.bottom + rim) * scale)
        left, right = max(0, round((box.left - rim) * scale)), round((box.right + rim) * scale)
        crops.append(picture[top:bottom, left:right])
    looks = load_recogniser().recognise(crops)
    sure = [
        look.figure.text == said
        for said, look in zip(figures, looks, strict=True)
        if look.figure.score > _SURE and look.figure.text.isdigit()
    ]
    return 2 * sum(sure) < len(sure)
