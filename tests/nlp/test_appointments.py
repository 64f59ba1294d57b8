"""Sentences are ours, places and persons invented."""

import pytest

from documents.places import Span
from nlp.appointments import read_assignments, read_held
from nlp.names import mark_names
from nlp.role_labels import read_labels, read_role_brackets
from nlp.successions import read_successors
from tests.nlp.marking import read_pairs

_READERS = (read_assignments, read_held, read_labels, read_role_brackets, read_successors)

_GIVEN = """
明确〔常乐〕为编制员 | 常乐/编制员
主任〔卓越〕任总指挥 | 卓越/总指挥
局长〔高兴〕任主任委员，副局长〔石磊〕任副主任委员 | 高兴/主任委员 石磊/副主任委员
副局长〔石磊〕被任命为公开专班的召集人 | 石磊/召集人
〔石磊〕，副局长，任政务公开领导小组组长 | 石磊/组长
科员〔常乐〕兼任本局网站管理员 | 常乐/管理员
科员〔常乐〕既是联络员，又是记录员 | 常乐/联络员 常乐/记录员
〔石磊〕任党政办主任、兼政务公开专干 | 石磊/专干
〔石磊〕任办公室主任兼信息公开联络员 | 石磊/办公室主任 石磊/联络员
运管所〔卓越〕、海事所〔常乐〕均为信息员 | 卓越/信息员 常乐/信息员
红石村〔卓越〕，太平村〔常乐〕，以上二人为信息员 | 卓越/信息员 常乐/信息员
〔石磊〕接替〔高兴〕任组长 | 石磊/组长 高兴/组长
免去〔高兴〕的新闻发言人职务 | 高兴/新闻发言人
〔石磊〕履行政务公开第一责任人职责 | 石磊/第一责任人
政务公开监督员：〔常乐〕 | 常乐/监督员
起草人〔常乐〕，复核人〔卓越〕，签发人〔石磊〕 | 常乐/起草人 卓越/复核人 石磊/签发人
组长，〔石磊〕；副组长，〔高兴〕 | 石磊/组长 高兴/副组长
专职人员1名（〔石磊〕），兼职人员2名（〔常乐〕） | 石磊/专职人员 常乐/兼职人员
组长，县委常委、县长〔石磊〕；副组长，副县长〔高兴〕 | 石磊/组长 高兴/副组长
联络员一览：公安〔石磊〕；水利〔高兴〕 | 石磊/联络员 高兴/联络员
信息员〔石磊〕兼 | 石磊/信息员
任组长的是主任〔石磊〕 | 石磊/组长
组长一职由〔石磊〕镇长接任 | 石磊/组长
（组长）〔石磊〕（副组长）〔高兴〕 | 石磊/组长 高兴/副组长
〔石磊〕（组长）、〔高兴〕（副组长） | 石磊/组长 高兴/副组长
各村信息员：汪家村　〔常乐〕；程村　〔卓越〕 | 常乐/信息员 卓越/信息员
领导小组名单：组长〔石磊〕 副组长〔高兴〕 | 石磊/组长 高兴/副组长
""".strip().splitlines()

_FILLINGS = (
    *("组长", "副", "任", "信息员", "员", " ", "，", "、", "组 "),
    *("履行", "（组长）", "接替", "党政办", "1、"),
)

_NOT_GIVEN = """
信息员〔常乐〕参加培训
局长〔石磊〕当起讲解员
〔石磊〕任镇长
〔石磊〕任二级调研员
〔石磊〕没有批评任何一名经办人
申请人〔石磊〕
收费员〔常乐〕上门抄表
档案员〔常乐〕、网管员〔卓越〕一同写了说明
驻局纪检监察组副组长〔石磊〕见证
〔石磊〕、〔常乐〕负责，由专人任联络员
分管领导：〔石磊〕
责任人：〔石磊〕
""".strip().splitlines()


@pytest.mark.parametrize("case", _GIVEN)
def test_appointments_reads_roles_of_marked_names(case: str) -> None:
    sentence, _, pairs = case.rpartition(" | ")
    expected = [tuple(pair.split("/")) for pair in pairs.split(" ")]
    assert sorted(set(read_pairs(sentence + "。", *_READERS))) == sorted(expected)


@pytest.mark.parametrize("sentence", _NOT_GIVEN)
def test_appointments_gives_no_role_to_who_only_holds_an_office(sentence: str) -> None:
    assert read_pairs(sentence + "。", *_READERS) == []


@pytest.mark.parametrize("filling", _FILLINGS)
@pytest.mark.parametrize("named", [False, True])
def test_appointments_reads_long_hostile_text_to_its_end(filling: str, named: bool) -> None:
    piece = f"常乐{filling}" if named else filling
    text = (piece * 10_000)[:10_000] + "。由镇长石磊任组长"
    names = [Span(at, at + 2) for at in range(0, 10_000 - 2, len(piece))] if named else []
    marked = mark_names(text, [*names, Span(len(text) - 5, len(text) - 3)])
    found = [one for read in _READERS for one in read(marked)]
    last = Span(len(text) - 5, len(text) - 3)
    assert ("组长", last) in {(one.role, person.name) for one in found for person in one.people}
