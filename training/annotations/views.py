"""The formats that rows go out in and come back from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from training.annotations.annotation import Annotation
from training.annotations.faults import Parsed
from training.annotations.marks import list_hidden

FormatName = Literal["jsonl", "doccano", "label-studio", "docbin", "conll"]


# When a suggestion that comes back as it went out was seen by a person: in doccano always; in a
# file that says row by row who reviewed it, if somebody signs for the whole; never in Label Studio,
# which tells predictions from annotations.
Seen = Literal["always", "signed", "never"]


@dataclass(frozen=True, slots=True)
class Format:
    """``overlaps`` tells whether it shows marks that share characters."""

    encode: Callable[[Sequence[Annotation]], bytes]
    decode: Callable[[bytes, str], Parsed]
    seen: Seen = "signed"
    overlaps: bool = True


def load_format(name: FormatName) -> Format:
    """The format of that name; what it needs is imported now."""
    match name:
        case "jsonl":
            from training.annotations.rows import decode_rows, encode_rows

            return Format(encode_rows, decode_rows)
        case "doccano":
            from training.annotations.doccano import decode_doccano, encode_doccano

            return Format(encode_doccano, decode_doccano, seen="always", overlaps=False)
        case "label-studio":
            from training.annotations.labelstudio import decode_tasks, encode_tasks

            return Format(encode_tasks, decode_tasks, seen="never")
        case "docbin":
            from training.annotations.docbin import decode_docbin, encode_docbin

            return Format(encode_docbin, decode_docbin)
        case "conll":
            from training.annotations.conll import decode_conll, encode_conll

            return Format(encode_conll, decode_conll, overlaps=False)


def describe_limits(rows: Sequence[Annotation], name: FormatName) -> list[str]:
    """What the format cannot show of these rows, in Chinese; all of it comes back with them."""
    said = []
    if not load_format(name).overlaps and (hidden := sum(len(list_hidden(row)) for row in rows)):
        said.append(f"{hidden} 处标注与前面的标注重叠，{name} 里看不到；随行保留，导回时不会丢失。")
    if name == "docbin":
        from training.annotations.docbin import cut_words

        if cut := sum(cut_words(row)[1] for row in rows):
            said.append(f"{cut} 处标注的边界落在词语中间，词语已在那里切开。")
    return said
