"""The JSONL that is the source of truth for labels (``labels/1``): one annotated paragraph a line.

Every key is written, so that a reader sees what is null, not labelled, and what is empty, none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from training.annotations.annotation import Annotation
from training.annotations.checks import SURROGATE
from training.annotations.faults import Parsed, Parsing

SCHEMA: Final = "labels/1"
_NO_REGIONS: Final = {
    layer: {"__all__": {"regions"}} for layer in ("officials", "counts", "placeholders")
}


def read_annotations(path: Path) -> tuple[Annotation, ...]:
    """The rows of a JSONL file in its order. Raises LabelsInvalid, which lists every bad line, an
    id that stands twice among them."""
    return decode_rows(path.read_bytes(), path.name).require()


def write_annotations(annotations: Iterable[Annotation], path: Path) -> None:
    """The rows as a JSONL file, one line each."""
    path.write_bytes(encode_rows(annotations))


def encode_rows(annotations: Iterable[Annotation]) -> bytes:
    return b"".join(
        json.dumps(encode_row(row), ensure_ascii=False).encode() + b"\n" for row in annotations
    )


def decode_rows(data: bytes, file: str, *, repeats: bool = False) -> Parsed:
    """The rows that hold, and what is wrong with the other lines. With ``repeats`` an id may come
    again, as it does in the store: that is a later review."""
    parsing = Parsing(file, repeats=repeats)
    for number, values in read_lines(data, parsing):
        parsing.take(number, partial(decode_row, values))
    return parsing.finish()


def read_lines(data: bytes, parsing: Parsing) -> Iterator[tuple[int, Any]]:
    """The JSON of each line with its number; a line that is none is refused."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line.decode())
        except UnicodeDecodeError:
            parsing.refuse(number, "不是 UTF-8 编码")
        except (json.JSONDecodeError, RecursionError):
            parsing.refuse(number, "不是完整的 JSON")
        else:
            yield number, values


def encode_row(row: Annotation) -> dict[str, Any]:
    """The row as JSON takes it."""
    return {"schema": SCHEMA, **_adapter().dump_python(row, mode="json", exclude=_NO_REGIONS)}


def decode_row(values: Any) -> Annotation:
    """The row again. Raises ValueError that says in Chinese which field is wrong."""
    if not isinstance(values, dict):
        raise ValueError("应为一个 JSON 对象")
    if values.get("schema") != SCHEMA:
        raise ValueError(f"schema 应为 {SCHEMA}；别的工具导出的文件（如 doccano）请写明格式")
    given = {key: value for key, value in values.items() if key != "schema"}
    if SURROGATE.search(json.dumps(given, ensure_ascii=False)):
        raise ValueError("文字里有残缺的字符（单独的代理项）")
    try:
        row = _adapter().validate_python(given)
    except ValidationError as error:
        raise ValueError(_explain(error)) from None
    if surplus := _find_surplus(given, encode_row(row)):
        raise ValueError(f"没有 {surplus} 这个字段")
    return row


@cache
def _adapter() -> TypeAdapter[Annotation]:
    return TypeAdapter(Annotation)


def _explain(error: ValidationError) -> str:
    """The first thing that is wrong, where it is and what it is."""
    first = error.errors(include_url=False)[0]
    field = ".".join(map(str, first["loc"]))
    match first["type"]:
        case "value_error" if "span" not in first["loc"]:
            return str(first["ctx"]["error"])
        case "missing":
            return f"缺少 {field}"
        case "literal_error":
            expected = first["ctx"]["expected"].replace(" or ", ", ")
            return f"{field} 的值“{first['input']}”不对，可以是 {expected}"
    return f"{field} 的值 {json.dumps(first['input'], ensure_ascii=False, default=repr)[:60]} 不对"


def _find_surplus(given: Any, known: Any, place: str = "") -> str | None:
    """The first key that is given and not known: a slip of the pen must not lose a label."""
    if isinstance(given, Mapping) and isinstance(known, Mapping):
        for key, value in given.items():
            if key not in known:
                return f"{place}{key}"
            if surplus := _find_surplus(value, known[key], f"{place}{key}."):
                return surplus
    elif isinstance(given, list) and isinstance(known, list) and known:
        return next((s for value in given if (s := _find_surplus(value, known[0], place))), None)
    return None
