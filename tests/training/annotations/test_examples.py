from __future__ import annotations

from documents.places import Span
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Origin, Review
from training.annotations.examples import list_examples


def test_examples_are_reviewed_rows_with_tags() -> None:
    rows = [
        make_row(id="a", organisation="青岩坪乡", year=2022),
        make_row(id="none", tags=()),
        make_row(id="unlabelled", tags=None),
        make_row(id="suggested", review=Review("suggested")),
        make_row(id="skipped", review=Review("skipped")),
    ]
    examples = list_examples(rows)
    assert [(e.id, e.tags) for e in examples] == [("a", ("组织领导", "主动公开")), ("none", ())]
    assert (examples[0].organisation, examples[0].year) == ("青岩坪乡", 2022)


def test_examples_without_an_organisation_go_by_their_file() -> None:
    rows = [
        make_row(id="a", source=Origin("x.txt", "ff", Span(0, 5))),
        make_row(id="b", source=Origin("y.txt", "ff", Span(9, 12))),
        make_row(id="c"),
    ]
    assert [e.organisation for e in list_examples(rows)] == ["ff", "ff", "c"]
