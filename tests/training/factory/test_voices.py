import re

import pytest

from training.factory.voices import load_phrases, load_voices, write_passage


def test_voices_are_many_and_cover_every_kind_of_body() -> None:
    voices = load_voices()
    assert len(voices) >= 12
    kinds = {kind for voice in voices for kind in voice.kinds}
    assert kinds == {"township", "department", "county", "city", "province"}


def test_voices_cover_the_five_elements_in_every_set() -> None:
    needed = {"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"}
    for voice in load_voices():
        assert needed <= {tag for part in voice.parts for tag in part.tags}, voice.name
        guarantee = next(part.text for part in voice.parts if "监督保障" in part.tags)
        assert all(word in guarantee for word in ("考核", "社会评议", "追究")), voice.name
        assert len(voice.pairs) >= 2


def test_voices_have_no_two_sentences_alike() -> None:
    seen: dict[str, str] = {}
    for voice in load_voices():
        for text in (voice.intro, *(part.text for part in voice.parts)):
            for sentence in re.split("[。；]", text):
                if len(sentence) > 15 and "{disputes}" not in sentence:
                    assert seen.setdefault(sentence, voice.name) == voice.name, sentence


def test_voices_phrases_answer_every_situation() -> None:
    assert {"requests_none", "requests_plain", "requests_carried", "requests_old"} <= set(
        load_phrases()
    )


def test_voices_fill_slots_with_their_gold() -> None:
    passage = write_passage(
        "{year}年{more}，由镇长{@镇长|组长}任组长，查{#3|次}。",
        {"year": "2023", "more": "公开{#site|条}"},
        {"site": 41},
        {"镇长": "周敏"},
    )
    assert passage.text == "2023年公开41条，由镇长周敏任组长，查3次。"
    assert [(c.value, c.unit) for c in passage.counts] == [(41, "条"), (3, "次")]
    assert [(o.name, o.post, o.role) for o in passage.officials] == [("周敏", "镇长", "组长")]


def test_voices_refuse_a_fact_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        write_passage("{#unknown|条}", {}, {})
