"""Names made up at random, in all the shapes that citizens of China have, and words around them.

A model that meets each construction with ever other names learns the construction, not the names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import jieba

from nlp.name_words import is_name
from nlp.names import SURNAMES, read_words


def _read_words(section: str) -> dict[str, tuple[str, ...]]:
    text = Path(__file__).with_name("person_words.toml").read_text("utf-8")
    return {key: tuple(words.split()) for key, words in tomllib.loads(text)[section].items()}


def _read_list(file: str) -> list[str]:
    return Path(__file__).with_name(file).read_text("utf-8").split()


_NAMES: Final = _read_words("names")
_OFFICES: Final = _read_words("offices")
_GIVEN: Final = "".join(_NAMES["given"])
# The hundred commonest surnames, nine in ten of all citizens.
_COMMON: Final = SURNAMES[:100]
_WORDLIKE: Final = sorted(
    word for word in read_words("surname_words.txt") if len(word) in (2, 3) and is_name(word)
)
_RARELY_WORDS: Final = sorted(
    word for word in _read_list("rare_surname_words.txt") if len(word) == 2 and is_name(word)
)
_DOTS: Final = "·····•．・"
_UNITS: Final[tuple[str, ...]] = (
    *4 * "科",
    *3 * "股",
    *2 * "室",
    *3 * "办",
    "处",
    "站",
    "所",
    "中心",
    "大队",
    "部",
)

POSTS: Final = _OFFICES["posts"]
"""Public offices as they are printed before a name."""
NAMELESS: Final = _OFFICES["nameless"]
"""What stands where a name could, and names nobody."""


def make_name(random: Random) -> str:
    """A name; now and then with blanks between its characters, as clerks align lists."""
    makers = [make for make, _ in _MAKERS]
    name = random.choices(makers, [weight for _, weight in _MAKERS])[0](random)
    if len(name) <= 3 and random.random() < 0.12:
        blank = random.choice((" ", " ", "  ", "\u3000"))
        return blank.join(name) if random.random() < 0.9 else name[:1] + blank + name[1:]
    return name


def make_mask(random: Random) -> str:
    """A name made unreadable: nobody is named."""
    return random.choice(_COMMON) + random.choice(
        ("某", "某某", "某", "××", "XX", "*", "**", "×", "氏")
    )


def make_post(random: Random) -> str:
    """A public office; one in three is of a kind that ``POSTS`` does not list."""
    chance = random.random()
    if chance < 0.65:
        return random.choice(POSTS)
    if chance < 0.8:
        return random.choice(_OFFICES["staff"])
    unit = make_unit(random)
    return unit + ("长" if unit[-1] in "科股处站所队" else "主任")


def make_unit(random: Random) -> str:
    """Part of a body, as it is printed before the name of who works there: 基金科."""
    return random.choice(_OFFICES["topics"]) + random.choice(_UNITS)


def make_deed(random: Random) -> str:
    """A verb of two characters, as may stand behind a name: where a name ends is seen from what
    follows, and officials do more than any list of their duties holds."""
    return random.choice(_list_verbs())


@cache
def _list_verbs() -> tuple[str, ...]:
    """The commoner verbs of two characters, less those that give a role."""
    return tuple(
        word
        for word, count, kind in _read_dictionary()
        if kind == "v" and count >= 300 and not set(word) & set("任为兼由")
    )


@cache
def _list_words() -> tuple[str, ...]:
    """Words of two characters that somebody may be called."""
    named = ("n", "v", "a", "ns", "nr", "nz", "t", "d")
    return tuple(w for w, count, kind in _read_dictionary() if kind in named and count >= 30)


@cache
def _read_dictionary() -> tuple[tuple[str, int, str], ...]:
    """The words of two characters in jieba's dictionary (MIT), how often each stands, as what."""
    with jieba.dt.get_dict_file() as words:
        entries = [entry.split() for entry in words.read().decode("utf-8").splitlines()]
    return tuple((word, int(count), kind) for word, count, kind in entries if len(word) == 2)


def _make_han(random: Random) -> str:
    surname = random.choice(_COMMON if random.random() < 0.6 else SURNAMES)
    given = random.choices(_GIVEN, k=1 if random.random() < 0.35 else 2)
    if random.random() < 0.08:
        given[-1] = chr(random.randrange(0x4E00, 0x9FA5))
    return surname + "".join(given)


def _make_doubled(random: Random) -> str:
    return random.choice(_COMMON) + 2 * random.choice(_GIVEN)


def _make_word(random: Random) -> str:
    """和平, 江山, 万里: a name that is a word as well."""
    return random.choice(_WORDLIKE if random.random() < 0.6 else _RARELY_WORDS)


def _make_given_word(random: Random) -> str:
    """段文昌, 雒长安, 应天长: a given name that is a word."""
    return random.choice(_COMMON if random.random() < 0.5 else SURNAMES) + random.choice(
        _list_words()
    )


def _make_compound(random: Random) -> str:
    given = random.choices(_GIVEN, k=random.choice((1, 2)))
    return random.choice(_NAMES["compound_surnames"]) + "".join(given)


def _make_hui(random: Random) -> str:
    return random.choice(_NAMES["hui"])


def _make_yi(random: Random) -> str:
    return random.choice(_NAMES["yi_families"]) + random.choice(_NAMES["yi_given"])


def _make_undotted(random: Random) -> str:
    """Tibetan and Mongolian names of one or two parts, Uyghur and Kazakh ones of one."""
    peoples = ("tibetan", "tibetan", "mongolian", "uyghur_and_kazakh")
    people = random.choice(peoples)
    parts = 1 if people == peoples[-1] else random.choice((1, 2, 2))
    return "".join(random.choices(_NAMES[people], k=parts))


def _make_dotted(random: Random) -> str:
    people = random.choice((*3 * ["uyghur_and_kazakh"], "mongolian", "tibetan"))
    return random.choice(_DOTS).join(random.choices(_NAMES[people], k=2))


_MAKERS: Final[tuple[tuple[Callable[[Random], str], int], ...]] = (
    (_make_han, 54),
    (_make_given_word, 10),
    (_make_doubled, 2),
    (_make_word, 14),
    (_make_compound, 4),
    (_make_undotted, 7),
    (_make_dotted, 6),
    (_make_yi, 1),
    (_make_hui, 1),
)
