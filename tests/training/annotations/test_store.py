from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.training.annotations.samples import make_row
from training.annotations.annotation import Review
from training.annotations.faults import LabelsInvalid
from training.annotations.rows import write_annotations
from training.annotations.store import (
    add_annotations,
    find_annotations,
    find_history,
    find_store,
)

EARLY, LATE = (
    Review("reviewed", by, datetime(2026, 1, day, tzinfo=UTC)) for by, day in (("甲", 1), ("乙", 2))
)


def test_store_that_is_absent_holds_nothing(tmp_path: Path) -> None:
    assert find_annotations(tmp_path) == ()


def test_store_gives_the_later_review_and_keeps_the_earlier(tmp_path: Path) -> None:
    find_store(tmp_path).mkdir()
    late, early = make_row(review=LATE, tags=("引言",)), make_row(review=EARLY)
    other = make_row(id="b")
    write_annotations([late, other], find_store(tmp_path) / "1.jsonl")
    write_annotations([early], find_store(tmp_path) / "2.jsonl")
    assert find_annotations(tmp_path) == (late, other)
    assert find_history(tmp_path) == (late, other, early)


def test_store_takes_the_row_further_down_at_the_same_time(tmp_path: Path) -> None:
    find_store(tmp_path).mkdir()
    first, second = make_row(review=EARLY), make_row(review=EARLY, tags=())
    write_annotations([first, second], find_store(tmp_path) / "1.jsonl")
    assert find_annotations(tmp_path) == (second,)


def test_store_lets_no_suggestion_outdo_a_review(tmp_path: Path) -> None:
    find_store(tmp_path).mkdir()
    suggested = make_row(review=Review("suggested", at=LATE.at), tags=())
    write_annotations([make_row(review=EARLY), suggested], find_store(tmp_path) / "1.jsonl")
    assert find_annotations(tmp_path) == (make_row(review=EARLY),)


def test_store_names_the_file_and_line_that_is_wrong(tmp_path: Path) -> None:
    find_store(tmp_path).mkdir()
    (find_store(tmp_path) / "1.jsonl").write_text("{}\n", "utf-8")
    (find_store(tmp_path) / "2.jsonl").write_text("\n?", "utf-8")
    with pytest.raises(LabelsInvalid, match=r"1\.jsonl 第 1 行(.|\n)*2\.jsonl 第 2 行"):
        find_annotations(tmp_path)


def test_store_adds_and_never_takes_away(tmp_path: Path) -> None:
    first, second = make_row(review=EARLY), make_row(review=LATE, tags=())
    for row in (first, second):
        path = add_annotations([row], datetime(2026, 3, 1, tzinfo=UTC), tmp_path)
        assert path.parent == find_store(tmp_path)
    assert set(find_history(tmp_path)) == {first, second}
    assert find_annotations(tmp_path) == (second,)
    assert len(list(find_store(tmp_path).iterdir())) == 2


def test_store_leaves_nothing_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError):  # noqa: PT011
        add_annotations([make_row()], datetime(2026, 3, 1, tzinfo=UTC), tmp_path)
    assert list(find_store(tmp_path).iterdir()) == []
