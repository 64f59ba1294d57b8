import re

import pytest

from nlp.roles import NOUN, read_titles

_ROLES = (
    *("主任委员", "副班长", "队长", "总指挥", "资料员", "执行负责人", "经办人", "专责", "副发言人"),
    *("备用联络员", "首席数据官", "保密审查员", "第一审核人", "新闻发言人助理", "第二责任人"),
)
_NO_ROLES = (
    *("科员", "调研员", "申请人", "当事人", "党员", "镇长", "局长"),
    *("中队长", "第三人", "讲解员"),
)


@pytest.mark.parametrize("noun", _ROLES)
def test_roles_have_an_open_vocabulary(noun: str) -> None:
    assert re.fullmatch(NOUN, noun)


@pytest.mark.parametrize("noun", _NO_ROLES)
def test_roles_are_no_offices_and_no_citizens(noun: str) -> None:
    assert not re.fullmatch(NOUN, noun)


def test_roles_are_read_from_a_cell_without_their_topic() -> None:
    assert read_titles("领导小组副组长、监督小组组长") == ("副组长", "组长")
    assert read_titles("副局长、副组长") == ()
