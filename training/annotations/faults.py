"""What is wrong in a file of labels, place by place, and the rows that are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    """What was read from a file: the rows that hold, in its order, and what is wrong with the
    others. ``notes`` say in Chinese what was read but may not be what was meant."""

    annotations: tuple[Annotation, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    def require(self) -> tuple[Annotation, ...]:
        """All of the rows; raises LabelsInvalid where one does not hold."""
        if self.faults:
            raise LabelsInvalid(self.faults)
        return self.annotations
