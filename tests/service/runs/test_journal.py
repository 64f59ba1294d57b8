from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.outcomes import Input, Outcome, Reading, Refusal, Summary
from service.runs.journal import JOURNAL, Journal, Recollection, read_entries
from service.runs.storage import OutputUnwritable

ITEM = Input("in/乡/甲.txt", Path("in/乡/甲.txt"), Path("乡/甲.txt"))
READ = Reading(ITEM, Summary(True, {"error": 2}, ("第 4 页无法辨认。",)), b"result", "d1")
REFUSED = Refusal(ITEM, "time-limit", "超时。", "d1")


def keep(folder: Path, *outcomes: Outcome, made_by: str = "1 json") -> None:
    journal = Journal(folder, ".gongkai", made_by, "all")
    for outcome in outcomes:
        journal.keep(outcome, "乡/甲.json")
    journal.close()


def recall(
    folder: Path,
    digest: str = "d1",
    made_by: str = "1 json",
    recollection: Recollection | None = "all",
) -> Outcome | None:
    journal = Journal(folder, ".gongkai", made_by, recollection)
    try:
        return journal.recall(ITEM, "乡/甲.json", digest)
    finally:
        journal.close()


def test_journal_recalls_what_an_earlier_run_did(tmp_path: Path) -> None:
    keep(tmp_path, READ)
    assert (tmp_path / "乡/甲.json").read_bytes() == b"result"
    assert recall(tmp_path) == Reading(ITEM, READ.summary, b"", "d1", recalled=True)


def test_journal_believes_nothing_of_another_input_version_or_result(tmp_path: Path) -> None:
    keep(tmp_path, READ)
    assert recall(tmp_path, digest="d2") is None
    assert recall(tmp_path, made_by="2 json") is None
    (tmp_path / "乡/甲.json").write_bytes(b"resul")
    assert recall(tmp_path) is None
    (tmp_path / "乡/甲.json").unlink()
    assert recall(tmp_path) is None


def test_journal_recalls_refusals_unless_they_are_to_be_tried_again(tmp_path: Path) -> None:
    keep(tmp_path, REFUSED)
    assert recall(tmp_path) == Refusal(ITEM, "time-limit", "超时。", "d1", recalled=True)
    assert recall(tmp_path, recollection="results") is None


def test_journal_believes_the_last_line_on_an_input(tmp_path: Path) -> None:
    keep(tmp_path, REFUSED, READ)
    assert isinstance(recall(tmp_path), Reading)


@pytest.mark.parametrize("recollection", ["all", None])
def test_journal_leaves_no_old_result_of_an_input_that_is_now_refused(
    tmp_path: Path, recollection: Recollection | None
) -> None:
    keep(tmp_path, READ)
    journal = Journal(tmp_path, ".gongkai", "1 json", recollection)
    journal.keep(REFUSED, "乡/甲.json")
    journal.close()
    assert not (tmp_path / "乡/甲.json").exists()


def test_journal_never_removes_what_somebody_changed(tmp_path: Path) -> None:
    keep(tmp_path, READ)
    (tmp_path / "乡/甲.json").write_bytes(b"by hand")
    keep(tmp_path, REFUSED)
    assert (tmp_path / "乡/甲.json").read_bytes() == b"by hand"


def test_journal_writes_down_nothing_twice(tmp_path: Path) -> None:
    keep(tmp_path, READ)
    known = recall(tmp_path)
    assert known
    keep(tmp_path, known)
    assert len(list(read_entries(tmp_path / ".gongkai" / JOURNAL))) == 1


def test_journal_begins_anew_unless_told_to_recall(tmp_path: Path) -> None:
    keep(tmp_path, READ)
    assert recall(tmp_path, recollection=None) is None
    assert recall(tmp_path) is None


def test_journal_knows_nothing_of_inputs_without_bytes(tmp_path: Path) -> None:
    keep(tmp_path, Refusal(ITEM, "input-missing", "找不到文件。"))
    assert list(read_entries(tmp_path / ".gongkai" / JOURNAL)) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, 400))
def test_journal_cut_short_anywhere_still_takes_new_lines(tmp_path: Path, cut: int) -> None:
    path = tmp_path / ".gongkai" / JOURNAL
    path.unlink(missing_ok=True)
    keep(tmp_path, REFUSED)
    path.write_bytes(path.read_bytes()[:-cut])
    before = len(list(read_entries(path)))
    keep(tmp_path, READ)
    entries = list(read_entries(path))
    assert len(entries) == before + 1
    assert entries[-1].result == sha256(b"result").hexdigest()


@pytest.mark.parametrize("line", [b"null", b"[]", b"{}", b'{"inside": 1}', b"\xff", b"\x00" * 9])
def test_journal_skips_what_is_no_line_of_its_own(tmp_path: Path, line: bytes) -> None:
    keep(tmp_path, READ)
    path = tmp_path / ".gongkai" / JOURNAL
    path.write_bytes(line + b"\n" + path.read_bytes())
    assert isinstance(recall(tmp_path), Reading)


def test_journal_is_of_one_run_at_a_time(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    keep(tmp_path, READ)
    journal = Journal(tmp_path, ".gongkai", "1 json", "all")
    with pytest.raises(OutputUnwritable, match="另一个 gongkai"):
        Journal(tmp_path, ".gongkai", "1 json")
    journal.close()
    assert isinstance(recall(tmp_path), Reading)


def test_journal_goes_with_its_folder_where_told(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "甲", "", "1 json")
    journal.close(remove=True)
    assert list(tmp_path.iterdir()) == []
