from __future__ import annotations

import math
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from training.agreement import (
    SECOND,
    TwiceLabelled,
    draw_paragraphs,
    main,
    measure_agreement,
    print_agreement,
    print_sheet,
    read_second_labels,
)
from training.annotations.rows import read_annotations
from training.labels import CorpusError, read_corpus
from training.reports import list_paragraphs, read_reports

OFFICE = SECOND.parents[1] / "office"
CARD = (SECOND.parent / "README.md").read_text(encoding="utf-8")


def make_rows(*pairs: tuple[bool, bool]) -> list[TwiceLabelled]:
    return [
        TwiceLabelled(
            id=f"{i}",
            text="无。",
            organisation=f"第{i}镇",
            first=("主动公开",) if first else (),
            second=("主动公开",) if second else (),
            settled=(),
        )
        for i, (first, second) in enumerate(pairs)
    ]


def test_agreement_is_what_chance_does_not_explain() -> None:
    # Cohen's own example turned to fifty: 20 both, 15 neither, 5 and 10 one alone.
    rows = make_rows(
        *[(True, True)] * 20, *[(True, False)] * 5, *[(False, True)] * 10, *[(False, False)] * 15
    )
    (tag,), mean, same = measure_agreement(rows)
    assert (tag.tag, tag.first, tag.second, tag.both) == ("主动公开", 25, 30, 20)
    assert tag.kappa.value == pytest.approx(0.4)
    assert tag.kappa.low < 0.4 < tag.kappa.high
    assert mean.value == pytest.approx(0.4)
    assert same == pytest.approx(0.7)


def test_agreement_by_chance_alone_is_none() -> None:
    ((tag,), _, _) = measure_agreement(
        make_rows(*[(a, b) for a in (True, False) for b in (True, False)] * 5)
    )
    assert math.isclose(tag.kappa.value, 0, abs_tol=1e-12)


def test_agreement_settled_tags_of_the_office_are_its_labels() -> None:
    rows = read_second_labels(OFFICE / "agreement.jsonl")
    labels = {row.id: row for row in read_annotations(OFFICE / "labels.jsonl")}
    assert {row.id: (row.text, row.settled) for row in rows} == {
        row.id: (row.text, row.tags) for row in labels.values()
    }
    assert all((row.reason is None) == (set(row.first) == set(row.second)) for row in rows)


def test_agreement_settled_tags_are_those_of_the_corpora() -> None:
    rows = {row.id: row for row in (*list_paragraphs(read_reports()), *read_corpus())}
    twice = read_second_labels()
    assert len({row.id for row in twice}) == len(twice) == 300
    for row in twice:
        corpus = rows[row.id]
        assert (row.text, row.organisation) == (corpus.text, corpus.organisation)
        assert row.settled == corpus.tags, row.id


def test_agreement_every_difference_has_a_reason_and_no_other_paragraph() -> None:
    for row in read_second_labels():
        assert (row.reason is not None) == ({*row.first} != {*row.second}), row.id
        verdict = (row.reason or "first").split(":")[0]
        allowed = {"first": {*row.first}, "second": {*row.second}}
        if verdict == "both":
            assert {*row.settled} == {*row.first} | {*row.second}
        else:
            assert {*row.settled} == allowed[verdict], row.id


def test_agreement_card_has_the_table() -> None:
    printed = StringIO()
    with redirect_stdout(printed):
        main([])
    assert printed.getvalue().strip() in CARD


def test_agreement_of_some_rows_prints_their_share(capsys: pytest.CaptureFixture[str]) -> None:
    print_agreement(make_rows(*[(True, True)] * 5, *[(True, False)] * 5, *[(False, False)] * 10))
    assert "75.0% of 20 paragraphs" in capsys.readouterr().out


def test_agreement_sheet_shows_no_tag_and_nothing_labelled_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = draw_paragraphs()
    assert len({row.id for row in rows}) == len(rows) == 300
    assert not {row.id for row in rows} & {row.id for row in read_second_labels()}
    print_sheet(rows[:5])
    assert capsys.readouterr().out.splitlines()[1] == f"  {rows[0].text}"


def test_agreement_refuses_unknown_tags(tmp_path: Path) -> None:
    path = tmp_path / "paragraphs.jsonl"
    path.write_text(
        '{"id": "a", "text": "无。", "organisation": "甲镇", "first": ["天气"], "second": [],'
        ' "settled": []}\n',
        encoding="utf-8",
    )
    with pytest.raises(CorpusError, match=r"paragraphs\.jsonl:1: unknown tags"):
        read_second_labels(path)
