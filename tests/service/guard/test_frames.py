import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.guard.frames import read_frame, write_frame

HEADS = st.dictionaries(st.text(), st.none() | st.text() | st.integers() | st.lists(st.text()))


@settings(max_examples=50)
@given(st.lists(st.tuples(HEADS, st.binary()), max_size=4))
def test_frames_come_back_as_they_were(frames: list[tuple[dict[str, object], bytes]]) -> None:
    stream = io.BytesIO()
    for head, body in frames:
        write_frame(stream, head, body)
    stream.seek(0)
    assert [read_frame(stream) for _ in frames] == frames
    with pytest.raises(EOFError):
        read_frame(stream)


@settings(max_examples=50)
@given(st.data())
def test_frames_cut_short_are_no_frames(data: st.DataObject) -> None:
    stream = io.BytesIO()
    write_frame(stream, {"name": "甲"}, b"body")
    cut = data.draw(st.integers(0, len(stream.getvalue()) - 1))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(stream.getvalue()[:cut]))


@pytest.mark.parametrize("head", [b"[1]", b"\xff\xff", b"{"])
def test_frames_have_an_object_for_a_head(head: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_frame(io.BytesIO(struct.pack("!IQ", len(head), 0) + head))


def test_frames_of_boundless_size_are_refused_unread() -> None:
    with pytest.raises(ValueError, match="bytes"):
        read_frame(io.BytesIO(struct.pack("!IQ", 2, 1 << 40) + b"{}"))
