"""Anchors: which labels the rows hang on."""

from __future__ import annotations

from documents.forms import load_form
from tables.anchors import choose_chain, find_anchors
from tables.fields import cut_fields
from tables.folding import fold
from tables.rows import FormRow
from tables.stream import read_stream
from tables.tokens import Token

FORM = load_form("v2021").table("requests")
ROWS = [FormRow(row, len(block.columns)) for block in FORM.blocks for row in block.rows]


def read(text: str) -> list[Token]:
    return read_stream(cut_fields(fold(text)))


def name_rows(text: str, *, chain: bool) -> list[str]:
    tokens = read(text)
    found = find_anchors(ROWS, "requests", tokens)
    chosen = choose_chain(found, tokens) if chain else found
    return [ROWS[anchor.row].row.id for anchor in chosen]


def test_anchors_know_misspelt_and_torn_labels() -> None:
    text = "1.属于国密\t0\n要求行政机关确认或重新\t0\n"
    assert name_rows(text, chain=False) == [
        "out.refused.state_secret",
        "out.not_handled.confirm_reissue",
    ]


def test_anchors_out_of_order_without_figures_are_left_out() -> None:
    text = "二、上年结转政府信息公开申请数量 3\n1.属于国家秘密 2\n（一）予以公开\n2.重复申请 1\n"
    assert name_rows(text, chain=True) == [
        "carried_in",
        "out.refused.state_secret",
        "out.not_handled.repeat",
    ]


def test_anchors_take_a_torn_second_label_for_no_row_of_its_own() -> None:
    assert "out.other.misc" not in name_rows("2.其他 0 0\n3.危及三安全一稳定 0\n", chain=False)
    assert "out.other.misc" in name_rows("3.其他 0 0\n", chain=False)
