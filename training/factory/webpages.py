"""Reports as the web pages that government sites make of them, in the manners of ``layouts.md``:
page chrome, pasted word-processor markup, GB2312, tags left open, tables with spans or without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from string import Template
from typing import Any, Final, Literal, get_args

from documents.forms import load_form
from documents.tables import FormVersion, TableKind
from training.factory.defects import Defect
from training.factory.drafts import ReportDraft, TablePlan
from training.factory.entries import fill_cells
from training.factory.grids import Draft, Line, draw_grid
from training.factory.labels import LabelStyle
from training.factory.printing import describe_report
from training.factory.reports import gather_facts, plan_report, write_report
from training.factory.tables import FactoryTable, finish_table

TableMarkup = Literal["spans", "paragraphs", "picture", "frame"]
TABLE_MARKUPS: Final[tuple[TableMarkup, ...]] = get_args(TableMarkup)
Write = Callable[[Random, str], str]
_FOLDER: Final = Path(__file__).parent / "sites"
_FIGURES: Final = re.compile(r"([0-9A-Za-z.%]+)")
_OFFICE: Final = "style='font-family:仿宋_GB2312;mso-hansi-font-family:宋体;mso-ascii-theme-font:"


@dataclass(frozen=True, slots=True)
class WebPage:
    """``text`` is the report as plain text with tables as rows; ``gold`` as a factory report's."""

    data: bytes
    text: str
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """``name`` is that of the page in ``sites/`` that the report is put into; ``paragraph`` and
    ``cell`` write one each; ``closed`` where the ends of rows and cells are written."""

    name: str
    encoding: str
    paragraph: Write
    cell: Write
    closed: bool = True


def _write_plain(rng: Random, text: str) -> str:
    return f'<p style="text-indent: 2em;">{escape(text)}</p>\n'


def _write_broken(rng: Random, text: str) -> str:
    return f"\u3000\u3000{escape(text)}<br>{rng.choice(('', '<br/>'))}\n"


def _write_open(rng: Random, text: str) -> str:
    return f"<P>&nbsp;&nbsp;&nbsp; <FONT size=3 face=仿宋>{escape(text)}</FONT>\n"


def _write_divided(rng: Random, text: str) -> str:
    gap = rng.choice(("", "<div><br></div>\n", "<div>&nbsp;</div>\n"))
    return f"<div><span>\n      {escape(text)}\n    </span></div>\n{gap}"


def _write_office(rng: Random, text: str) -> str:
    """Figures in a span of their own, the source broken where it likes, lists under conditions."""
    marker = re.match(r"(?:[一二三四五六]、|（[一二三四五六七八]）)", text)
    lead = ""
    if marker and rng.random() < 0.5:
        text = text[marker.end() :]
        lead = f"<![if !supportLists]><span style='mso-list:Ignore'>{marker[0]}</span><![endif]>"
    said = "".join(_span_office(rng, piece) for piece in _FIGURES.split(text) if piece)
    indent = "style='text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt'"
    return f"<p class=MsoNormal {indent}>{lead}{said}<span lang=EN-US><o:p></o:p></span></p>\n"


def _span_office(rng: Random, piece: str) -> str:
    if _FIGURES.fullmatch(piece):
        return f"<span lang=EN-US {_OFFICE}minor-latin'>{escape(piece)}</span>"
    middle = rng.randrange(len(piece)) if len(piece) > 20 else 0
    broken = f"{piece[:middle]}\n{piece[middle:]}" if middle else piece
    # a break of the source beside Latin letters or figures would be a space
    return f"<span\n{_OFFICE}minor-fareast'>{escape(broken)}</span>"


def _fill_plain(rng: Random, text: str) -> str:
    return _break_lines(text) or rng.choice(("", "&nbsp;"))


def _fill_office(rng: Random, text: str) -> str:
    pieces = text.split("\n") if text else [""]
    return "".join(
        "<p class=MsoNormal align=center style='text-align:center'>"
        f"<span lang=EN-US>{escape(piece) or '<o:p>&nbsp;</o:p>'}</span></p>"
        for piece in pieces
    )


def _fill_divided(rng: Random, text: str) -> str:
    return f"\n      <div><span>{_break_lines(text)}</span></div>\n    "


def _break_lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


SITES: Final = (
    Site("modern", "utf-8", _write_plain, _fill_plain),
    Site("office", "gb18030", _write_office, _fill_office),
    Site("old", "gb18030", _write_open, _fill_plain, closed=False),
    Site("system", "gb18030", _write_broken, _fill_divided),
    Site("fragment", "utf-8-sig", _write_divided, _fill_divided),
)


def make_page(
    rng: Random,
    *,
    site: Site | None = None,
    tables: TableMarkup = "spans",
    form: FormVersion | None = None,
) -> WebPage:
    """A clean report of an invented body as a web page."""
    site = site or rng.choice(SITES)
    plan, write, press = (Random(rng.getrandbits(64)) for _ in range(3))
    draft = plan_report(plan, form, "tab_rows", (), Defect(""))
    gather_facts(write, draft)
    write_report(write, draft)
    style = LabelStyle(half_brackets=press.random() < 0.3, spaced=press.random() < 0.2)
    printed: dict[TableKind, FactoryTable] = {}
    page: list[str] = []
    text = [draft.title, ""]
    _print_passage(press, draft.preamble.text, site, page, text)
    for chapter in draft.chapters:
        _print_passage(press, chapter.marker + chapter.title, site, page, text)
        for passage in chapter.passages:
            for said in (passage.title, passage.text):
                _print_passage(press, said, site, page, text)
        if chapter.table is not None:
            grid = _draw_table(press, chapter.table, draft.tables[chapter.table], style)
            markup, table = _print_table(press, grid, tables, site)
            printed[chapter.table] = table
            page.append(markup)
            text += ["", table.text.strip("\n"), ""]
    for said in _sign(draft):
        _print_passage(press, said, site, page, text)
    frame = Template((_FOLDER / f"{site.name}.html").read_text("utf-8"))
    published = f"{draft.year + 1}-01-{rng.randint(3, 28):02}"
    filled = frame.substitute(
        title=draft.title, unit=draft.body.unit, published=published, body="".join(page)
    )
    gold = describe_report(draft, printed, [], [])
    return WebPage(filled.encode(site.encoding), "\n".join(text) + "\n", gold)


def _print_passage(rng: Random, said: str, site: Site, page: list[str], text: list[str]) -> None:
    if said:
        page.append(site.paragraph(rng, said))
        text.append(said)


def _sign(draft: ReportDraft) -> Iterator[str]:
    if draft.signed is not None:
        month, day = draft.signed
        yield draft.body.unit
        yield f"{draft.year + 1}年{month}月{day}日"


def _draw_table(rng: Random, kind: TableKind, plan: TablePlan, style: LabelStyle) -> Draft:
    form = load_form(plan.form).table(kind)
    entries = fill_cells(rng, form, plan.figures, plan.fill, plan.writing)
    return draw_grid(form, entries, style, "")


def _print_table(
    rng: Random, grid: Draft, markup: TableMarkup, site: Site
) -> tuple[str, FactoryTable]:
    """The table's markup and its gold, with the text that the reader of a page would copy."""
    if markup == "spans":
        written = print_spans(rng, grid.lines, site)
        return written, finish_table(rng, grid, "tab_rows", ())
    if markup == "paragraphs":
        table = finish_table(rng, grid, rng.choice(("bare_lines", "space_rows")), ())
        lines = filter(None, table.text.split("\n"))
        return "".join(f"<p>{escape(line)}</p>\n" for line in lines), table
    embedded = {
        "picture": '<p><img src="./W020240116_1.png" width="640"></p>\n',
        "frame": '<iframe src="/biaoge/table.html" width="100%" height="900"></iframe>\n',
    }
    return embedded[markup], finish_table(rng, grid, "absent", ())


def print_spans(rng: Random, lines: Sequence[Line], site: Site) -> str:
    """The grid as a table with true ``rowspan`` and ``colspan``."""
    out = ["<table border=1 cellspacing=0 cellpadding=0>\n"]
    for number, line in enumerate(lines):
        out.append("<tr>")
        for column, slot in enumerate(line):
            if slot.role in ("right", "down"):
                continue
            across = _count(line[column + 1 :], "right")
            down = _count([below[column] for below in lines[number + 1 :]], "down")
            spans = f' colspan="{across}"' if across > 1 else ""
            spans += f" rowspan={down}" if down > 1 else ""
            end = "</td>" if site.closed else ""
            out.append(f"<td{spans}>{site.cell(rng, slot.text)}{end}")
        out.append("</tr>\n" if site.closed else "\n")
    return "".join([*out, "</table>\n"])


def _count(slots: Line, role: str) -> int:
    count = 1
    for slot in slots:
        if slot.role != role:
            break
        count += 1
    return count
