"""What is wrong in a file of labels, place by place, and the rows that are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from documents.errors import InputError

if TYPE_CHECKING:
    from training.annotations.annotation import Annotation

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """``number`` counts from 1 in ``unit``: lines, or the tasks of a file that has no lines."""

    file: str
    number: int
    message: str
    unit: str = "行"

    def __str__(self) -> str:
        return f"{self.file} 第 {self.number} {self.unit}：{self.message}"


class LabelsInvalid(InputError):
    """标注有错。"""

    code: ClassVar[str] = "labels-invalid"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["标注有错：", *describe_faults(faults)]))


def describe_faults(faults: Sequence[Fault]) -> list[str]:
    """The first ten, a line each, and how many more there are."""
    lines = [f"  {fault}" for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(f"  另有 {len(faults) - SHOWN} 处错误没有列出。")
    return lines


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from a file: the rows that hold, in its order, each with its number; and what
    is wrong with the others. ``notes`` say in Chinese what could not be taken over."""

    file: str
    annotations: tuple[Annotation, ...]
    numbers: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = "行"

    def require(self) -> tuple[Annotation, ...]:
        """All of the rows; raises LabelsInvalid where one does not hold."""
        if self.faults:
            raise LabelsInvalid(self.faults)
        return self.annotations


@dataclass(slots=True)
class Parsing:
    """A file while it is read, row by row. With ``repeats`` an id may come again."""

    file: str
    unit: str = "行"
    repeats: bool = False
    rows: dict[int, Annotation] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def take(self, number: int, read: Callable[[], Annotation]) -> None:
        """Adds the row that is read; where that raises ValueError, a fault."""
        try:
            row = read()
            if not self.repeats and row.id in self._seen:
                raise ValueError(f"编号 {row.id} 与第 {self._seen[row.id]} {self.unit}重复")
        except ValueError as error:
            self.refuse(number, str(error))
        else:
            self._seen[row.id] = number
            self.rows[number] = row

    def refuse(self, number: int, message: str) -> None:
        self.faults.append(Fault(self.file, number, message, self.unit))

    def finish(self, *notes: str) -> Parsed:
        return Parsed(
            self.file,
            tuple(self.rows.values()),
            tuple(self.rows),
            tuple(sorted(self.faults, key=lambda fault: fault.number)),
            tuple(filter(None, notes)),
            self.unit,
        )
