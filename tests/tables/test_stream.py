from tables.fields import cut_fields
from tables.folding import fold
from tables.stream import read_stream
from tables.tokens import Token


def read(text: str) -> list[Token]:
    return read_stream(cut_fields(fold(text)))


def show(text: str) -> list[tuple[str, str]]:
    return [(t.kind, t.text) for t in read(text) if t.kind not in ("row", "line")]


def test_stream_tells_labels_from_values_from_noise() -> None:
    assert show("规章\t0\t见附件\n") == [("label", "规章"), ("value", "0"), ("noise", "见附件")]


def test_stream_puts_a_torn_label_together() -> None:
    text = "自然人\n一、本年新收政府信息公\n开申请数量\n12\n"
    label = next(t for t in read(text) if t.kind == "label" and t.text.startswith("一、"))
    assert label.label is not None
    assert text[label.start : label.end] == "一、本年新收政府信息公\n开申请数量"
    assert ("value", "12") in show(text)


def test_stream_parts_labels_that_run_on() -> None:
    shown = show("信息内容本年制发件数本年废止件数现行有效件数规章0\n")
    assert shown == [
        ("label", "信息内容"),
        ("label", "本年制发件数"),
        ("label", "本年废止件数"),
        ("label", "现行有效件数"),
        ("label", "规章"),
        ("value", "0"),
    ]


def test_stream_takes_blank_cells_only_between_borders() -> None:
    assert show("规章\t0\t \t2\n")[1:] == [("value", "0"), ("value", ""), ("value", "2")]
    assert show("规章 0   2\n")[1:] == [("value", "0"), ("value", "2")]


def test_stream_takes_prose_for_noise() -> None:
    kinds = {kind for kind, _ in show("本镇公开行政许可12件，收到自然人申请3件，总计15件。\n")}
    assert kinds == {"noise"}


def test_stream_numbers_before_a_mark_are_numbering() -> None:
    shown = show("0\n4\n.保护第三方合法权益\n1\n自然人\n")
    assert [text for kind, text in shown if kind == "value"] == ["0", "1"]


def test_stream_ends_a_row_before_the_label_of_the_next() -> None:
    tokens = read("（一）予以公开\t1\t见附件\n2.重复申请\t0\t0\n")
    kinds = ["label", "value", "noise", "row", "label", "value", "value", "row"]
    assert [token.kind for token in tokens] == kinds


def test_stream_keeps_the_order_of_the_text() -> None:
    tokens = read("信息内容\t规章\t0\n行政许可 3 行政处罚\n\n行政强制\t\t/\n")
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


def test_stream_knows_labels_with_an_explanation_behind() -> None:
    text = "规章（设区的市及以上填写，其他填0）\t0\t0\t0\n"
    label, *values, _ = read(text)
    assert (label.kind, label.text) == ("label", "规章")
    assert [value.text for value in values] == ["0", "0", "0"]
    (noise, *_) = read("规章（设区的市）制定情况\n")
    assert noise.kind == "noise"
