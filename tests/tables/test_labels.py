import pytest

from documents.forms import load_forms
from tables.folding import fold
from tables.labels import load_labels, reduce_label

BOOK = load_labels()


def test_labels_know_every_wording_of_the_forms() -> None:
    for form in load_forms():
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for printed in (*row.path, *row.variants):
                        assert BOOK.find_whole(fold(printed)) is not None
                for column in block.columns:
                    for printed in (column.label, *column.variants):
                        label = BOOK.find_whole(fold(printed))
                        assert label is not None
                        meaning = label.means(table.kind, "column")
                        assert meaning is not None
                        assert meaning.id == column.id


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("1.属于国家秘密", "out.refused.state_secret"),
        ("1、属于国家秘密", "out.refused.state_secret"),
        ("①属于国家秘密", "out.refused.state_secret"),
        ("（1） 属于国家秘密", "out.refused.state_secret"),
        ("3.危及「三安全一稳定」", "out.refused.security_stability"),
        ("2.其他法律、行政法规禁止公开", "out.refused.law_prohibited"),
        ("(七)总计", "out.total"),
        ("七、总计", "out.total"),
        ("1.逾期不补正", "out.other.no_correction"),
        ("四、转结下年度继续办理", "carried_out"),
        ("结 转 下 年 度 继 续 办 理", "carried_out"),
    ],
)
def test_labels_are_known_in_the_wordings_that_are_met(printed: str, row: str) -> None:
    label = BOOK.find_whole(fold(printed))
    assert label is not None
    meaning = label.means("requests", "row")
    assert meaning is not None
    assert meaning.id == row


def test_labels_tell_their_form() -> None:
    def list_versions(printed: str) -> set[tuple[str, ...]]:
        label = BOOK.find_whole(printed)
        assert label is not None
        return {m.versions for m in label.meanings if m.part == "column"}

    assert list_versions("本年制发件数") == {("v2021",)}
    assert list_versions("对外公开总数量") == {("v2019",)}
    assert list_versions("自然人") == {("v2019", "v2021")}


def test_labels_tell_the_forms_that_print_them_just_so() -> None:
    def list_exact(printed: str) -> set[tuple[str, str]]:
        label = BOOK.find_whole(printed)
        assert label is not None
        return set(label.exact)

    assert list_exact("规章") == {("proactive", "v2019"), ("proactive", "v2021")}
    assert list_exact("本年制发件数") == {("proactive", "v2021")}
    assert list_exact("3.其他") >= {("requests", "v2021")}
    assert list_exact("结果维护") == set()


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("2.没有现成信息需要另行制", "out.unable.needs_creation"),
        ("4.保护第三合法权益", "out.refused.third_party"),
        ("5.要求行政机关确认或重新", "out.not_handled.confirm_reissue"),
        ("1.本机关不掌握相关政务信息", "out.unable.not_held"),
        ("一、本年新收政府信…", "new_received"),
        ("二、上年结转", "carried_in"),
        ("一、本年新收某某网站申请数量", "new_received"),
        ("1.申请人无正当理由…", "out.other.no_correction"),
    ],
)
def test_labels_are_found_with_characters_lost_or_wrong(printed: str, row: str) -> None:
    assert BOOK.find_whole(fold(printed)) is None
    label = BOOK.find_like(fold(printed), "requests")
    assert label is not None
    meaning = label.means("requests", "row")
    assert meaning is not None
    assert meaning.id == row


@pytest.mark.parametrize(
    "printed", ["属于", "公开", "下一步加强政府信息公开", "属于四类", "其它事"]
)
def test_labels_are_not_found_in_other_words(printed: str) -> None:
    found = BOOK.find_like(printed, "requests")
    assert found is None or found.core.startswith(reduce_label(printed))


def test_labels_reduce_to_what_their_numbering_does_not_change() -> None:
    cores = {
        reduce_label(text) for text in ("1.重复申请", "（2） 重复 申请", "重复申请。", "③重复申请")
    }
    assert cores == {"重复申请"}
