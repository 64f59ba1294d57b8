import pytest

from nlp.pipeline import COUNTS, OFFICIALS, PLACEHOLDERS, load_pipeline, read_mentions
from nlp.segmenter import SegmenterName

_TEXT = "由镇长周凯任组长，全年主动公开政府信息1,286条，收到申请XX件。"


@pytest.mark.parametrize("segmenter", ["rjieba", "jieba"])
def test_pipeline_marks_what_a_document_mentions(
    segmenter: SegmenterName, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    language = load_pipeline(segmenter)
    assert language.pipe_names == [OFFICIALS, COUNTS, PLACEHOLDERS]
    doc = language(_TEXT)
    assert doc.text == _TEXT
    assert "主动公开" in [token.text for token in doc]
    assert [official.name for official in doc._.get(OFFICIALS)] == ["周凯"]
    assert [count.value for count in doc._.get(COUNTS)] == [1286]
    assert [_TEXT[p.start : p.end] for p in doc._.get(PLACEHOLDERS)] == ["XX件"]


def test_pipeline_is_built_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_pipeline_keeps_every_character() -> None:
    texts = ["", " \u3000\n", "\u200f政务\u202e公开\t1 条", "𠀀𠀁😀公开", "a" * 50 + "\r\n"]
    language = load_pipeline()
    assert [doc.text for doc in language.pipe(texts)] == texts


def test_pipeline_reads_texts_in_order() -> None:
    found = list(read_mentions(["公开信息3条。", "", "公开信息5条。"]))
    assert [[count.value for count in mentions.counts] for mentions in found] == [[3], [], [5]]
    assert "".join(found[0].words) == "公开信息3条。"
