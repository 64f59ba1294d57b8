"""Factory reports as the files that people have: DOCX, PDF, prints of a browser, scans and photos,
each with the gold of what it shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Any, Final, Literal, get_args

import pypdfium2 as pdfium

from documents.forms.model import VERSIONS
from documents.tables import FormVersion, TableKind
from training.factory.browserprints import print_page, write_print_page
from training.factory.office import OfficeReport, OfficeTable, make_office_report
from training.factory.photos import draw_photo_style, pack_photo, photograph_page
from training.factory.prints import print_documents
from training.factory.scans import Seal, draw_scan_style, pack_pages, render_pages, scan_page
from training.factory.styles import FONTS, SetStyle, draw_style
from training.factory.typesetting import Break, list_breaks
from training.factory.wordpages import write_word

FileKind = Literal["docx", "pdf", "browser", "scan", "photo"]
KINDS: Final[tuple[FileKind, ...]] = get_args(FileKind)
_BATCH: Final = 40
_TRIES: Final = 30
_SUFFIXES: Final = (".pdf", ".pdf", ".pdf", ".tiff", ".png", ".jpg")
_SPACE: Final = re.compile(r"\s+")
# where a table's text begins and where it has surely ended
_MARKS: Final[Mapping[TableKind, tuple[str, str]]] = {
    "proactive": ("第二十条第(一)项", "行政事业性收费|政府集中采购"),
    "requests": ("本列数据的勾稽关系", "结转下年度继续办理"),
    "disputes": ("未经复议直接起诉", "五、"),
}
_OF_ALL_PAGES: Final = (
    *("sections", "signature", "officials", "counts", "placeholders", "paragraphs"),
    *("findings", "no_findings", "defect"),
)
_OF_FIRST_PAGE: Final = ("unit", "kind", "year", "voice")


@dataclass(frozen=True, slots=True)
class FactoryFile:
    """``gold`` is that of ``describe_report``, less what the file's pages do not show wholly;
    ``made`` in it tells how the file came about."""

    name: str
    data: bytes
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FilePlan:
    """A report set on paper. ``suffix`` is that of the file to be made."""

    name: str
    kind: FileKind
    suffix: str
    report: OfficeReport
    style: SetStyle
    breaks: Mapping[TableKind, Break]
    seed: int

    @property
    def single(self) -> bool:
        """One page only."""
        return self.suffix in (".png", ".jpg")


def make_files(
    count: int, seed: object = 0, kinds: Sequence[FileKind] = ("pdf", "scan", "photo")
) -> Iterator[FactoryFile]:
    """That many files, the kinds in turn; one that is named twice has two turns. Within a kind the
    fonts, the two forms and the rows that the requests table breaks after follow each other, so
    that sixty PDFs have every break.

    Raises ``FileNotFoundError`` where LibreOffice, or Chromium for ``browser``, is not installed.
    """
    turns: Counter[FileKind] = Counter()
    for start in range(0, count, _BATCH):
        plans = []
        for number in range(start, min(start + _BATCH, count)):
            kind = kinds[number % len(kinds)]
            plans.append(plan_file(f"{seed}/{number}", f"{number:05d}", kind, turns[kind]))
            turns[kind] += 1
        yield from print_files(plans)


def plan_file(seed: object, name: str, kind: FileKind, turn: int) -> FilePlan:
    rng = Random(f"files/{seed}")
    form: FormVersion = VERSIONS[turn % len(VERSIONS)]
    report = make_office_report(rng, form)
    suffix = {"docx": ".docx", "scan": rng.choice(_SUFFIXES), "photo": ".jpg"}.get(kind, ".pdf")
    font = FONTS[turn % len(FONTS)]
    style = draw_style(rng, font)
    breaks: dict[TableKind, Break] = {}
    if suffix in (".png", ".jpg"):
        style = replace(style, fresh_pages=True)
    elif kind != "docx":
        in_turn = kind in ("pdf", "browser")
        row = turn // len(VERSIONS) if in_turn else rng.randrange(60)
        style, breaks = _plan_breaks(rng, report, font, row)
    return FilePlan(name, kind, suffix, report, style, breaks, rng.getrandbits(64))


def _plan_breaks(
    rng: Random, report: OfficeReport, font: str, turn: int
) -> tuple[SetStyle, dict[TableKind, Break]]:
    """A style and breaks that it allows: the requests table breaks below the row whose turn it is
    and, once all have had theirs, often within a row; the other tables break now and then."""
    rows = next(
        b.rows for b in report.blocks if isinstance(b, OfficeTable) and b.kind == "requests"
    )
    torn = turn >= rows - 1 and rng.random() < 0.5
    wanted = Break(1 + turn % (rows - 1))
    breaks: dict[TableKind, Break] = {}
    for _ in range(_TRIES):
        style = draw_style(rng, font)
        if torn:
            style = replace(style, tearing=True, group=rng.choice(("plain", "stacked")))
        possible = list(list_breaks(report.blocks, style, "requests"))
        chosen = [b for b in possible if b.lines] if torn else [wanted] * (wanted in possible)
        if chosen:
            breaks["requests"] = rng.choice(chosen)
            break
    for kind in ("proactive", "disputes"):
        possible = list(list_breaks(report.blocks, style, kind))
        if possible and rng.random() < 0.2:
            breaks[kind] = rng.choice(possible)
    return style, breaks


def print_files(plans: Sequence[FilePlan]) -> Iterator[FactoryFile]:
    """The files of the plans in their order, all Word documents printed at once."""
    prints = print_documents(
        {
            f"{plan.name}.docx": write_word(plan.report.blocks, plan.style, plan.breaks)
            for plan in plans
            if plan.kind in ("pdf", "scan", "photo")
        }
    )
    for plan in plans:
        if plan.kind in ("scan", "photo"):
            yield picture_print(plan, prints[f"{plan.name}.docx"])
        elif plan.kind == "docx":
            document = write_word(plan.report.blocks, plan.style, plan.breaks)
            yield _describe(plan, document, plan.report.gold)
        elif plan.kind == "browser":
            page = write_print_page(plan.report.blocks, plan.style, plan.breaks)
            yield _describe(plan, print_page(page), plan.report.gold)
        else:
            yield _describe(plan, prints[f"{plan.name}.docx"], plan.report.gold)


def picture_print(plan: FilePlan, pdf: bytes) -> FactoryFile:
    """The first page and those with tables, or one page with a table, as pictures."""
    rng = Random(plan.seed)
    texts = read_pages(pdf)
    pages = choose_pages(rng, texts, single=plan.single)
    gold = crop_gold(plan.report.gold, texts, pages)
    if plan.kind == "photo":
        photo = draw_photo_style(rng)
        [page] = render_pages(pdf, photo.dpi, pages)
        picture = pack_photo(photograph_page(rng, page, photo), photo.quality)
        return _describe(plan, picture, gold, pages=pages, photo=asdict(photo))
    scan = draw_scan_style(rng)
    # in black and white a seal would blot out the figures below it
    sealed = pages if scan.colours != "bits" else ()
    seals = place_seals(rng, pdf, plan.report.gold["unit"], sealed)
    pictures = [
        scan_page(rng, page, scan, seals.get(number, ()))
        for number, page in zip(pages, render_pages(pdf, scan.dpi, pages), strict=True)
    ]
    data = pack_pages(pictures, scan, plan.suffix)
    return _describe(plan, data, gold, pages=pages, scan=asdict(scan), seals=sorted(seals))


def _describe(plan: FilePlan, data: bytes, gold: Mapping[str, Any], **made: object) -> FactoryFile:
    name = plan.name + plan.suffix
    breaks = {kind: asdict(wanted) for kind, wanted in plan.breaks.items()}
    how = {"kind": plan.kind, "style": asdict(plan.style), "breaks": breaks, **made}
    return FactoryFile(name, data, {"file": name, **gold, "made": how})


def read_pages(pdf: bytes) -> list[str]:
    """Each page's text, widths folded, white space left out."""
    document = pdfium.PdfDocument(pdf)
    try:
        texts = (page.get_textpage().get_text_range() for page in document)
        return [_SPACE.sub("", unicodedata.normalize("NFKC", text)) for text in texts]
    finally:
        document.close()


def find_tables(texts: Sequence[str]) -> dict[TableKind, range]:
    """The pages, from 1 on, that each table stands on."""
    text = "".join(texts)
    ends = [len("".join(texts[: count + 1])) for count in range(len(texts))]

    def find_page(place: int) -> int:
        return 1 + sum(end <= place for end in ends)

    found: dict[TableKind, range] = {}
    for kind, (start, end) in _MARKS.items():
        first = text.find(start)
        places = [text.find(mark, first) for mark in end.split("|")] if first >= 0 else []
        if places and max(places) >= 0:
            found[kind] = range(find_page(first), find_page(max(places)) + 1)
    return found


def choose_pages(rng: Random, texts: Sequence[str], *, single: bool) -> list[int]:
    tables = find_tables(texts)
    if single:
        whole = {kind: pages[0] for kind, pages in tables.items() if len(pages) == 1}
        if "requests" in whole and rng.random() < 0.5:
            return [whole["requests"]]
        return [rng.choice(list(whole.values()))] if whole else [1]
    return sorted({1, *(page for pages in tables.values() for page in pages)})


def crop_gold(
    gold: Mapping[str, Any], texts: Sequence[str], pages: Sequence[int]
) -> dict[str, Any]:
    """What can be asked of these pages alone: the tables that stand on them wholly, and from whom
    the report is where its first page is among them."""
    if len(pages) == len(texts):
        return dict(gold)
    dropped = {*_OF_ALL_PAGES, *(() if 1 in pages else _OF_FIRST_PAGE)}
    shown = [kind for kind, place in find_tables(texts).items() if set(place) <= set(pages)]
    cropped = {name: fact for name, fact in gold.items() if name not in dropped}
    for name in ("tables", "states", "unrecoverable"):
        cropped[name] = {kind: gold[name][kind] for kind in shown}
    return cropped


def place_seals(
    rng: Random, pdf: bytes, unit: str, pages: Iterable[int]
) -> dict[int, tuple[Seal, ...]]:
    """A seal over the signature, as bodies put one there, and at times one over figures."""
    seals: dict[int, tuple[Seal, ...]] = {}
    document = pdfium.PdfDocument(pdf)
    try:
        for number in pages:
            page = document[number - 1]
            signature = _find_place(page, f"{unit}\r\n2") if number == len(document) else None
            figures = _find_place(page, "申请人情况")
            if signature is not None:
                seals[number] = (Seal(unit, signature),)
            elif figures is not None and rng.random() < 0.4:
                left, top = figures
                centre = (left + rng.uniform(-60, 60), top + rng.uniform(60, 160))
                seals[number] = (Seal(unit, centre, rng.uniform(0.5, 0.9)),)
    finally:
        document.close()
    return seals


def _find_place(page: pdfium.PdfPage, text: str) -> tuple[float, float] | None:
    """The middle of the text on the page, in points from its upper left corner."""
    textpage = page.get_textpage()
    found = textpage.get_text_range().find(text)
    if found < 0:
        return None
    left, bottom, right, top = textpage.get_charbox(found + len(text) // 2)
    return (left + right) / 2, page.get_height() - (bottom + top) / 2
