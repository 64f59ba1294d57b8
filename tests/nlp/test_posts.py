"""Which office stands beside a name; sentences are ours, persons invented."""

from __future__ import annotations

import re

import pytest

from documents.places import Span
from nlp.names import mark_names
from nlp.posts import Post, drop_blanks, find_posts, is_office

_NAMED = re.compile("〔(.+?)〕")


@pytest.mark.parametrize(
    ("sentence", "posts"),
    [
        ("由镇长〔刘志强〕任组长", ["镇长"]),
        ("由党委副书记、乡长〔周凯〕同志任组长", ["党委副书记、乡长"]),
        ("副镇长〔罗平〕、〔章华〕任副组长", ["副镇长", "副镇长"]),
        ("镇长〔罗平〕、〔章华〕任副组长", ["镇长", None]),
        ("嘉宾包括县司法局局长〔罗平〕、副县长〔章华〕", ["县司法局局长", "副县长"]),
        ("邀请市水利局局长〔罗平〕做客访谈", ["市水利局局长"]),
        ("有县政府办主任〔罗平〕等领导出席", ["县政府办主任"]),
        ("副乡长〔罗平〕及党政办主任〔田野〕任副组长", ["副乡长", "党政办主任"]),
        ("组长：〔何明〕（镇党委书记）", ["镇党委书记"]),
        ("〔何明〕（组长，镇长）、〔林涛〕（副组长，副镇长）", ["镇长", "副镇长"]),
        ("〔何明〕（党委副书记、镇长）", ["党委副书记、镇长"]),
        ("〔何明〕（" + 18 * "局长" + "某）", [None]),
        ("组长 〔何明〕 乡长 副组长 〔林涛〕 副乡长", ["乡长", "副乡长"]),
        ("局长 〔何明〕 副局长 〔林涛〕", ["局长", "副局长"]),
        ("〔余 兵〕：副镇长，负责审核；〔周雨〕：党政办主任，负责上传", ["副镇长", "党政办主任"]),
        ("〔李明〕副镇长到会", ["副镇长"]),
        ("局长〔何明〕任组长、副局长〔林涛〕任副组长", ["局长", "副局长"]),
        ("党政办〔苗青〕具体负责", [None]),
        ("分管领导调整为党委委员〔覃波〕", ["党委委员"]),
        ("网格员〔佟小雨〕念给老人听", ["网格员"]),
        ("县局分管领导〔陈志远〕副局长到会", ["副局长"]),
        ("县局分管领导〔陈志远〕到会", ["县局分管领导"]),
        (
            "〔钱正良〕 管委会宣传局（法制办）局长（主任） 工作",
            ["管委会宣传局（法制办）局长（主任）"],
        ),
    ],
)
def test_posts_stand_before_or_behind_the_name(sentence: str, posts: list[str | None]) -> None:
    text = _NAMED.sub(r"\1", sentence)
    names = [
        Span(match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_NAMED.finditer(sentence))
    ]
    roles = [Span(*match.span()) for match in re.finditer("副?组长", text)]
    found = find_posts(mark_names(text, names), names, roles)
    assert [post and drop_blanks(post.span.cut(text)) for post in found] == posts


def test_posts_are_shared_by_those_behind_the_first() -> None:
    text = "副镇长罗平、章华"
    names = [Span(3, 5), Span(6, 8)]
    first, second = find_posts(mark_names(text, names), names, [])
    assert first == Post(Span(0, 3))
    assert second == Post(Span(0, 3), shared=True)


def test_posts_end_as_offices_do() -> None:
    assert is_office("乡党委副书记")
    assert not is_office("乡党委")
