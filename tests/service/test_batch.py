from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from documents.errors import SetupError
from documents.limits import Limits
from service.batch import Batch
from service.intake import list_inputs
from service.outcomes import Input, Outcome, Reading, Refusal, Summary
from tests.service.faces import set_analysis, write_files


class Record:
    """A progress that only remembers."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.finished = 0

    def start(self, name: str) -> None:
        self.started.append(name)

    def finish(self, outcome: Outcome) -> None:
        self.finished += 1


@pytest.fixture(autouse=True)
def _analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    set_analysis(monkeypatch)
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)


def treat(batch: Batch, names: Iterable[Path]) -> tuple[list[Outcome], Record]:
    record = Record()
    return list(batch.treat(list_inputs(list(map(str, names))).items, record)), record


def test_batch_goes_on_after_every_kind_of_failure(tmp_path: Path) -> None:
    write_files(tmp_path, a="坏", b="错", c="", d="崩", e="慢", f="报告")
    (tmp_path / "空").mkdir()
    names = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "没有", "空", "d.txt")]
    names += [tmp_path / "e.txt", tmp_path / "f.txt"]
    batch = Batch("line", Limits(seconds=3), jobs=2, in_order=True)
    outcomes, record = treat(batch, names)
    assert [o.code for o in outcomes if isinstance(o, Refusal)] == [
        "unreadable-text",
        "internal-error",
        "empty-input",
        "input-missing",
        "folder-empty",
        "process-crashed",
        "time-limit",
    ]
    assert isinstance(outcomes[-1], Reading)
    assert record.finished == len(names)


def test_batch_gives_an_outcome_for_each_input_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    write_files(tmp_path, **{f"{i:02}": "净" for i in range(20)})
    outcomes, record = treat(Batch("line", Limits(), jobs=2), [tmp_path])
    assert sorted(o.input.name for o in outcomes) == sorted(record.started)
    assert len(outcomes) == 20
    assert {o.sha256 for o in outcomes} == {sha256("净".encode()).hexdigest()}


def test_batch_keeps_the_order_where_asked(tmp_path: Path) -> None:
    write_files(tmp_path, **{f"{i:02}": "净" for i in range(40)})
    outcomes, _ = treat(Batch("line", Limits(), jobs=2, in_order=True), [tmp_path])
    assert [o.input.inside.stem for o in outcomes] == [f"{i:02}" for i in range(40)]


def test_batch_does_not_do_what_is_known(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="净", 乙="净")

    def recall(item: Input, digest: str) -> Outcome | None:
        known = item.inside.stem == "甲"
        return Reading(item, Summary(True, {}), b"", digest, recalled=True) if known else None

    outcomes, record = treat(Batch("line", Limits(), 1, recall=recall), [tmp_path])
    assert [name.rpartition("/")[2] for name in record.started] == ["乙.txt"]
    assert sorted(o.recalled for o in outcomes) == [False, True]


def test_batch_stops_where_the_installation_is_at_fault(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="缺模型", 乙="净")
    with pytest.raises(SetupError, match="缺少模型文件"):
        treat(Batch("line", Limits(), 1), [tmp_path])


def test_batch_left_early_ends_its_children(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="净", 乙="慢", 丙="慢")
    items = list_inputs([str(tmp_path / f"{name}.txt") for name in "甲乙丙"]).items
    outcomes = Batch("line", Limits(), 2, in_order=True).treat(items, Record())
    assert isinstance(next(outcomes), Reading)
    outcomes.close()  # would wait for ten minutes if the children went on
