"""Ten thousand reports of an invented province, written into the database as if read.

A few dozen made-up reports are analysed; each row is one of them under a unit and a year of its
own and with somebody's name in its text. Only what lists are made of differs, so that filling in
takes a minute and not an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.pipeline import analyze
from documents.encoding import encode
from documents.report import Analysis, Unit, UnitKind
from documents.tables import FormVersion
from service.storage.board import describe_report
from service.storage.figures import encode_figures
from service.storage.packing import pack
from service.storage.rows import CurrentRow, DocumentRow, FiguresRow, ReadingRow
from service.storage.search import index_document
from service.storage.store import Store
from service.storage.verdicts import keep_findings
from training.factory.reports import READABLE, make_report

YEARS: Final = tuple(range(2019, 2025))
SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN: Final = "安邦川德恩芳刚浩静凯岚敏宁鹏琴荣姗涛薇欣燕瑜哲"
_PLACES: Final = "云岭清河石桥青松白沙长林东湖南溪西坪北原临江望山永丰新安"
_CITIES: Final = 12
_COUNTIES: Final = 10
_BODIES: Final = 14
_BUREAUS: Final = ("教育局", "财政局", "水务局", "卫生健康委员会", "自然资源局", "公安局")
_TOWNS: Final = ("镇人民政府", "乡人民政府", "街道办事处")
_BASES: Final = 24
_AT_ONCE: Final = 250
_DEFECTS: Final = (
    None,
    "requests-unbalanced",
    "outcomes-sum",
    None,
    "applicants-sum",
    "period-missing",
    "rate-mismatch",
    "typo",
)


@dataclass(frozen=True, slots=True)
class _Base:
    """A report that was analysed, with what is the same in every row made of it."""

    analysis: Analysis
    data: bytes
    figures: tuple[str, bytes]


def fill_province(store: Store, count: int, seed: int = 0) -> None:
    """Writes what is missing of the reports; nothing where they are there already."""
    with store.read() as session:
        there = session.scalar(select(func.count()).select_from(DocumentRow)) or 0
    if there >= count:
        return
    bases = {form: _make_bases(form) for form in ("v2019", "v2021")}
    rng = Random(seed)
    rows = list(zip(range(count), list_units(rng), strict=False))
    for start in range(there, count, _AT_ONCE):
        with store.write() as session:
            for number, (unit, year) in rows[start : start + _AT_ONCE]:
                base = bases["v2019" if year <= 2020 else "v2021"][number % _BASES]
                document = DocumentRow(
                    sha256=sha256(str(number).encode()).hexdigest(),
                    name=f"{unit.name}{year}年.docx",
                    size=24_000,
                    created_by="local",
                    state="succeeded",
                    revision=1,
                )
                said = replace(base.analysis, unit=unit, year=year, title=f"{unit.name}{year}年度")
                describe_report(document, said)
                session.add(document)
                session.flush()
                _add_parts(session, document, base)
                person = f"{rng.choice(SURNAMES)}{rng.choice(_GIVEN)}"
                index_document(
                    session, document.id, f"{said.title}\n{said.text}\n联系人：{person}。"
                )


def list_units(rng: Random) -> Iterator[tuple[Unit, int]]:
    """Units and years in the order in which reports might come: year after year."""
    units = list(_name_units(rng))
    for year in YEARS:
        yield from ((unit, year) for unit in units)


def _name_units(rng: Random) -> Iterator[Unit]:
    cities = rng.sample([a + b for a in _PLACES for b in _PLACES if a != b], _CITIES)
    for city in cities:
        yield Unit(f"{city}市人民政府", "city")
        for county in rng.sample([a + b for a in _PLACES for b in _PLACES if a != b], _COUNTIES):
            yield Unit(f"{city}市{county}县人民政府", "county")
            yield from _name_bodies(rng, f"{county}县")


def _name_bodies(rng: Random, county: str) -> Iterator[Unit]:
    """Bureaus and townships; counties of one name in two cities make namesakes of them."""
    for bureau in _BUREAUS:
        yield Unit(f"{county}{bureau}", "department")
    for number in range(_BODIES - len(_BUREAUS)):
        place = rng.choice(_PLACES) + rng.choice(_PLACES)
        kind: UnitKind = "township"
        yield Unit(f"{county}{place}{_TOWNS[number % len(_TOWNS)]}", kind)


def _make_bases(form: FormVersion) -> list[_Base]:
    found = []
    for number in range(_BASES):
        report = make_report(
            Random(f"province/{form}/{number}"),
            form=form,
            flattening=READABLE[number % len(READABLE)],
            defect=_DEFECTS[number % len(_DEFECTS)],
        )
        analysis = analyze(report.text.encode(), "report.txt")
        found.append(
            _Base(
                analysis,
                pack(encode(analysis)),
                encode_figures(analysis),
            )
        )
    return found


def _add_parts(session: Session, document: DocumentRow, base: _Base) -> None:
    reading = ReadingRow(document_id=document.id, produced_by={}, data=base.data)
    session.add(reading)
    session.flush()
    session.add(CurrentRow(document_id=document.id, reading_id=reading.id, data=base.data))
    layout, figures = base.figures
    session.add(FiguresRow(document_id=document.id, layout=layout, data=figures))
    keep_findings(session, document, base.analysis)
