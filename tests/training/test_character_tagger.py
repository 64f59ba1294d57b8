from __future__ import annotations

import numpy as np
import pytest
from spacy.util import fix_random_seed  # type: ignore[attr-defined]

from nlp.character_tagger import CharacterTagger
from training.character_tagger import (
    export_characters,
    export_network,
    make_doc,
    make_example,
    make_tagger,
)
from training.hearing import HEARD, hear
from training.lexical_network import read_lexical_weights

# Of another order than they are met in.
STEPS = ("O", "RB", "RI")
KINDS = ("other", "own", "none")
LINES = (
    ("何清任组长", "own own none none none", "O O O RB RI"),
    ("何清任组长", "other other none none none", "O O O O O"),
    ("组长王海", "none none own own", "RB RI O O"),
    ("组长王海", "none none other other", "O O O O"),
)


@pytest.mark.parametrize("hearing", [False, True])
def test_character_tagger_graph_says_what_spacy_says(hearing: bool) -> None:
    pytest.importorskip("torch", reason="taggers of characters are trained with torch")
    from thinc.api import Adam

    from training.tagger_graph import draw_graph

    fix_random_seed(1)
    settings = {"width": 16, "depth": 2, "rows": 200, "kinds": 20}
    language, tagger = make_tagger({**settings, **({"heard": HEARD} if hearing else {})}, STEPS)
    examples = 4 * [
        make_example(language, text, kinds.split(), steps.split(), hear(text) if hearing else None)
        for text, kinds, steps in LINES
    ]
    language.initialize(lambda: examples)
    optimizer = Adam(0.02)
    for _ in range(150):
        language.update(examples, sgd=optimizer)
    network = export_network(language, tagger, STEPS, KINDS)
    weights = read_lexical_weights() if hearing else None
    graph = draw_graph(export_characters(language, tagger), [network], hearing=weights)
    run = CharacterTagger(graph)
    order = [tagger.labels.index(step) for step in STEPS]
    strange = (("\ue000Ａ", "own none", ""), ("\ue000Ａ", "none other", ""))
    for lines in (LINES[:2], LINES[2:], strange):
        named = [kinds.split() for _, kinds, _ in lines]
        docs = [make_doc(language, lines[0][0], kinds) for kinds in named]
        for doc in docs:
            doc.tensor = np.asarray(hear(doc.text))
        odds = np.exp(np.array(tagger.model.predict(docs))[:, :, order])
        numbers = np.array([[KINDS.index(kind) for kind in kinds] for kinds in named])
        shares = run.score(lines[0][0], numbers)
        np.testing.assert_allclose(shares, odds / odds.sum(axis=2, keepdims=True), atol=0.01)
        for reading, (_, _, steps) in zip(shares, lines, strict=True):
            assert not steps or [STEPS[best] for best in reading.argmax(axis=1)] == steps.split()
