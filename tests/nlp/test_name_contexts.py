from __future__ import annotations

import pytest

from documents.places import Span
from nlp.name_contexts import is_no_name


@pytest.mark.parametrize(
    ("text", "name", "refused"),
    [
        ("全国人大常委会委员长栗平在会上要求公开", "栗平", True),
        ("镇人大主席栗平在会上要求公开", "栗平", False),
        ("其成员满三人的村", "满三", True),
        ("党政办满国庆负责", "满国庆", False),
        ("组长任满一年轮换", "任满", True),
        ("各连队连长、排长为成员", "连长", True),
        ("未经股东会同意", "东会", True),
        ("无任何费用", "何费", True),
        ("副主任何玉兰负责", "何玉兰", False),
        ("为保增长、保民生作出贡献", "保增长", True),
        ("为保增长、保民生作出贡献", "保民生", True),
        ("玉香、玉罕作出承诺", "玉香", False),
        ("，扎西同志到村里走访", "扎西", False),
        ("由局长呈送分管领导", "呈送分", True),
        ("，萨尔阔布镇公开信息12条", "萨尔", True),
        ("镇长萨尔带领镇干部", "萨尔", False),
        ("农贸市场长江禁捕", "江禁", True),
        ("局长江涛负责", "江涛", False),
    ],
)
def test_name_contexts_refuse_what_the_text_makes_a_word(
    text: str, name: str, refused: bool
) -> None:
    start = text.index(name)
    assert is_no_name(text, Span(start, start + len(name))) is refused
