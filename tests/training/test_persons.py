"""The recogniser is trained for seconds here: that it runs, not how well it sees."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from documents.places import Span
from nlp.person_model import KINDS, SCHEMA, STEPS, PersonModel, describe, load_person_model
from training.character_tagger import (
    Schooling,
    draw_batches,
    export_characters,
    export_network,
    make_doc,
    make_tagger,
)
from training.hearing import HEARD, hear
from training.lexical_network import read_lexical_weights
from training.person_lines import (
    PersonLine,
    cut_sentences,
    join_lines,
    name_offices,
    read_constructions,
    read_lines,
    read_report_lines,
    vary_line,
)
from training.person_names import make_deed, make_mask, make_name, make_post, make_unit
from training.persons import (
    Lesson,
    Recipe,
    describe_lesson,
    draw_pass,
    list_steps,
    make_example,
    measure_persons,
    train,
)
from training.storing import write_with_card

LINES = tuple(
    PersonLine(
        f"由{post}{name}同志任组长。", (Span(len(post) + 1, len(post) + len(name) + 1),), name
    )
    for post in ("镇长", "局长", "副主任")
    for name in ("刘志强", "何清", "欧阳文静")
)
NOBODY = tuple(PersonLine(f"由{post}任组长。", (), post) for post in ("镇长", "局长", "副主任"))


def test_persons_names_are_those_of_a_seed() -> None:
    first, second = ([make_name(random) for _ in range(50)] for random in (Random(1), Random(1)))
    assert first == second
    assert all(len(name.replace(" ", "").replace("\u3000", "")) >= 2 for name in first)
    assert not set(first) & {make_mask(Random(seed)) for seed in range(20)}


def test_persons_offices_and_verbs_are_of_many_kinds() -> None:
    random = Random(3)
    posts = {make_post(random) for _ in range(400)}
    assert len(posts) > 150
    assert not {post for post in posts if len(post) < 2}
    assert {make_unit(random)[-1] for _ in range(200)} >= set("科股室办处站")
    deeds = {make_deed(random) for _ in range(400)}
    assert len(deeds) > 300
    assert all(len(deed) == 2 and not set(deed) & set("任为兼由") for deed in deeds)


def test_persons_variations_change_verbs_behind_names() -> None:
    line = PersonLine("党政办刘志强负责上传，局长何清审核。", (Span(3, 6), Span(13, 15)), "")
    texts = [vary_line(line, Random(seed)).text for seed in range(60)]
    kept = sum("负责上传" in text for text in texts)
    assert 20 < kept < 60
    assert all(text.endswith("。") for text in texts)


def test_persons_lines_mark_names() -> None:
    lines = [*read_lines("dev"), *read_constructions(), *read_report_lines(held_out=False)]
    marked = [name.cut(line.text) for line in lines for name in line.names]
    assert len(marked) > 1500
    assert all(len(name) >= 2 and "〇" not in name for name in marked)
    assert not {line.organisation for line in read_lines("dev")} & {
        line.organisation for line in read_lines("test")
    }


def test_persons_variations_keep_the_construction() -> None:
    line = LINES[0]
    seen = [vary_line(line, Random(seed)) for seed in range(40)]
    named = [other for other in seen if other.names]
    assert len({other.text for other in named}) > 20
    for other in named:
        (name,) = other.names
        before, behind = other.text[: name.start], other.text[name.end :]
        assert before[0] == "由"
        assert behind == "同志任组长。"
    assert any(not other.names for other in seen)


def test_persons_sentences_and_joined_lines_keep_their_names() -> None:
    joined = join_lines(LINES[:3])
    assert [name.cut(joined.text) for name in joined.names] == ["刘志强", "何清", "欧阳文静"]
    pieces = list(cut_sentences(joined))
    assert [piece.text for piece in pieces] == [line.text for line in LINES[:3]]
    assert [piece.names for piece in pieces] == [line.names for line in LINES[:3]]
    assert list(cut_sentences(NOBODY[0])) == [NOBODY[0]]


def test_persons_names_fill_vacant_offices() -> None:
    line = PersonLine("镇长任组长，副镇长负责审核，各村书记负责张贴。", (), "")
    filled = [name_offices(line, Random(seed)) for seed in range(20)]
    assert all(len(other.names) <= 2 for other in filled)
    for other in filled:
        emptied = other.text
        for name in reversed(other.names):
            emptied = emptied[: name.start] + emptied[name.end :]
        assert emptied == line.text


def test_persons_a_pass_shows_variations_and_some_of_the_others() -> None:
    recipe = Recipe(variations=2, alike=2, others=2, filled=0)
    drawn = draw_pass([*LINES, *NOBODY], NOBODY, recipe, Random(0))
    single = 2 * len(LINES) + 2 + 2
    assert len(drawn) == single + single // 9 + (single % 9 > 1)


def test_persons_steps_are_those_of_the_names() -> None:
    assert list_steps("由何清任", (Span(1, 3),)) == ["O", "B", "E", "O"]
    assert list_steps("欧阳文静", (Span(0, 4),)) == ["B", "I", "I", "E"]


def test_persons_batches_hold_all_lines_once_and_alike_in_length() -> None:
    lines = [PersonLine("何" * length, (), "") for length in range(2, 60)]
    batches = draw_batches(lines, 8, Random(0))
    assert sorted(len(line.text) for batch in batches for line in batch) == [*range(2, 60)]
    lengths = [[len(line.text) for line in batch] for batch in batches]
    assert all(max(batch) - min(batch) < 20 for batch in lengths)


def test_persons_graph_sees_what_spacy_sees(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the person model is trained with torch")
    from thinc.api import Adam

    from training.tagger_graph import draw_graph

    settings = {"width": 16, "depth": 2, "rows": 200, "kinds": 240, "heard": HEARD}
    language, tagger = make_tagger(settings, STEPS)
    language.initialize(lambda: [make_example(language, line) for line in LINES])
    optimizer = Adam(0.02)
    for _ in range(40):
        language.update([make_example(language, line) for line in LINES + NOBODY], sgd=optimizer)
    texts = [line.text for line in LINES + NOBODY] + [
        "何 清，副镇长马丽、杨 柳及各村书记",
        "清",
        "\ue000Ａa",
    ]
    order = [tagger.labels.index(step) for step in STEPS]
    networks = [export_network(language, tagger, STEPS, KINDS)]
    characters, hearing = export_characters(language, tagger), read_lexical_weights()
    graph = draw_graph(characters, networks, hearing=hearing)
    model = PersonModel(graph)
    for text in texts:
        doc = make_doc(language, text, describe(text))
        doc.tensor = np.asarray(hear(text))
        (said,) = tagger.model.predict([doc])
        odds = np.exp(np.asarray(said)[:, order])
        np.testing.assert_allclose(
            model.score(text), odds / odds.sum(axis=1, keepdims=True), atol=0.01
        )

    write_with_card(tmp_path / "persons.json", ".onnx", graph, SCHEMA, {"name": "tiny"})
    assert json.loads((tmp_path / "persons.json").read_text("utf-8"))["name"] == "tiny"
    stored = measure_persons(load_person_model(tmp_path / "persons.json"), LINES)
    assert stored == measure_persons(model, LINES)
    assert stored.expected == stored.right == len(LINES)


def test_persons_training_is_repeatable() -> None:
    pytest.importorskip("torch", reason="the person model is trained with torch")
    recipe = Recipe(Schooling(networks=2, passes=1), variations=1, others=3)
    lesson = Lesson(LINES, NOBODY, recipe)
    assert train(lesson) == train(lesson)
    assert describe_lesson(lesson)["learnt"]["names"] == len(LINES)
