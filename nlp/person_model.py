"""A spaCy model that marks named officials in a line: who is meant, not yet in which role.

It was trained here (``training.persons``) and is loaded when first asked for, since spaCy takes
most of a second to import. One character is one token: a name may begin and end inside a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from documents.errors import ModelDamaged, ModelMissing
from documents.places import Span
from nlp.names import COMPOUND_SURNAMES, SURNAMES, WORDLIKE_SURNAMES, read_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

MODEL: Final = Path(__file__).with_name("models") / "persons.json"
SCHEMA: Final = "gongkai-persons/1"
LABEL: Final = "PERSON"
_COMMON: Final = 100
_KINDS: Final = {
    **dict.fromkeys(COMPOUND_SURNAMES.replace("|", ""), "c"),
    **dict.fromkeys(WORDLIKE_SURNAMES, "w"),
    **dict.fromkeys(SURNAMES, "r"),
    **dict.fromkeys(SURNAMES[:_COMMON], "s"),
}
_WEIGHTS: Final = "persons.msgpack"


class PersonModel:
    """Marks persons; made by ``load_person_model`` or ``training.persons``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[Span, ...]]:
        """The names in each text, in its order; they do not overlap."""
        docs = (make_doc(self._language, text) for text in texts)
        for doc in self._language.pipe(docs):
            yield tuple(Span(entity.start, entity.end) for entity in doc.ents)


def make_doc(language: Language, text: str) -> Doc:
    """The text with one token a character, so that places of tokens are places in the text; what
    the character may be stands as its tag."""
    from spacy.tokens import Doc

    marks = _describe(text)
    return Doc(language.vocab, words=list(text), spaces=[False] * len(text), tags=marks)


def _describe(text: str) -> list[str]:
    """For each character how much of a surname it is, and whether a word that begins with a
    surname begins, goes on or ends there: 高峰 is such a word, and a name as well."""
    marks = [_KINDS.get(character, "-") for character in text]
    place = 0
    while place < len(text):
        length = 1
        if marks[place] != "-":
            beginnings = (text[place : place + n] for n in (4, 3, 2))
            length = next((len(word) for word in beginnings if word in _list_words()), 1)
        if length > 1:
            marks[place] += "B"
            for inner in range(place + 1, place + length):
                marks[inner] += "I"
        place += length
    return marks


def make_recogniser(settings: Mapping[str, int]) -> tuple[Language, EntityRecognizer]:
    """An untrained recogniser over hashed embeddings of characters and convolutions: ``width``
    in numbers, ``depth`` in convolutions of three characters, ``rows`` in rows of the table."""
    import spacy

    language = spacy.blank("zh")
    width = settings["width"]
    embedding = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "TAG"],
            "rows": [settings["rows"], 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": settings["depth"],
        },
    }
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": embedding,
    }
    recogniser: Any = language.add_pipe("ner", config={"model": parser})
    recogniser.add_label(LABEL)
    return language, recogniser


@cache
def _list_words() -> frozenset[str]:
    return read_words("surname_words.txt")


@cache
def load_person_model(path: Path = MODEL) -> PersonModel:
    """The model stored at ``path`` (its JSON file), read once a process.

    The weights are msgpack, which holds numbers and no code, and are read only where their
    checksum is the card's. Raises ModelMissing and ModelDamaged."""
    try:
        card: Any = json.loads(path.read_text(encoding="utf-8"))
        weights = path.with_name(_WEIGHTS).read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing from error
    except ValueError as error:
        raise ModelDamaged from error
    if (
        not isinstance(card, dict)
        or card.get("schema") != SCHEMA
        or card.get("sha256") != sha256(weights).hexdigest()
    ):
        raise ModelDamaged
    try:
        language, recogniser = make_recogniser(card["settings"])
        recogniser.from_bytes(weights)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelDamaged from error
    return PersonModel(language)


def store_person_model(
    recogniser: EntityRecognizer, card: Mapping[str, Any], path: Path = MODEL
) -> None:
    """Writes the weights, and the card with their checksum beside them."""
    weights = recogniser.to_bytes()
    path.with_name(_WEIGHTS).write_bytes(weights)
    whole = {"schema": SCHEMA, "sha256": sha256(weights).hexdigest(), **card}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
