from __future__ import annotations

import numpy as np
import pytest
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]

from nlp.character_tagger import CharacterTagger
from training.character_tagger import export_characters, export_network, make_doc, make_tagger

# Of another order than they are met in.
STEPS = ("O", "RB", "RI")
KINDS = ("other", "own", "none")
LINES = (
    ("何清任组长", "own own none none none", "O O O RB RI"),
    ("何清任组长", "other other none none none", "O O O O O"),
    ("组长王海", "none none own own", "RB RI O O"),
    ("组长王海", "none none other other", "O O O O"),
)


def test_character_tagger_graph_says_what_spacy_says() -> None:
    pytest.importorskip("torch", reason="taggers of characters are trained with torch")
    from thinc.api import Adam

    from training.tagger_graph import draw_graph

    fix_random_seed(1)
    language, tagger = make_tagger({"width": 16, "depth": 2, "rows": 200, "kinds": 20}, STEPS)
    examples = 4 * [
        Example(
            make_doc(language, text, kinds.split()),
            make_doc(language, text, kinds.split(), steps.split()),
        )
        for text, kinds, steps in LINES
    ]
    language.initialize(lambda: examples)
    optimizer = Adam(0.02)
    for _ in range(60):
        language.update(examples, sgd=optimizer)
    network = export_network(language, tagger, STEPS, KINDS)
    run = CharacterTagger(draw_graph(export_characters(language, tagger), [network]))
    order = [tagger.labels.index(step) for step in STEPS]
    strange = (("\ue000Ａ", "own none", ""), ("\ue000Ａ", "none other", ""))
    for lines in (LINES[:2], LINES[2:], strange):
        named = [kinds.split() for _, kinds, _ in lines]
        docs = [make_doc(language, lines[0][0], kinds) for kinds in named]
        odds = np.exp(np.array(tagger.model.predict(docs))[:, :, order])
        numbers = np.array([[KINDS.index(kind) for kind in kinds] for kinds in named])
        shares = run.score(lines[0][0], numbers)
        np.testing.assert_allclose(shares, odds / odds.sum(axis=2, keepdims=True), atol=0.01)
        for reading, (_, _, steps) in zip(shares, lines, strict=True):
            assert not steps or [STEPS[best] for best in reading.argmax(axis=1)] == steps.split()
