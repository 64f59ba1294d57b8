import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.folding import fold


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80).filter(lambda text: "&" not in fold(text)))
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２３４．５万元", "1234.5万元"),
        ("第二十条第（一）项", "第二十条第(一)项"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("增／减", "增/减"),
        ("—－−", "---"),
        ("│0┃1", "|0|1"),
        ("0\u3000\xa0\u200b1", "0   1"),
        ("0&nbsp;1&#160;", "0      1      "),
        ("甲\r\n乙\r丙", "甲 \n乙\n丙"),
        ("⽇⽉", "日月"),
        ("結(jié)轉(zhuǎn)下年度繼續辦理", "结     转       下年度继续办理"),
        ("(三)不予公开(a)", "(三)不予公开(a)"),
        ("**12** | 1\\.属于", "  12   | 1 .属于"),
        ("本年度****次", "本年度****次"),
        ("𠮷１", "𠮷1"),
    ],
)
def test_folding_makes_look_alikes_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_reads_the_words_of_mirrors() -> None:
    assert fold("行政規範性檔案\t上一年專案數量") == "行政规范性文件\t上一年项目数量"
