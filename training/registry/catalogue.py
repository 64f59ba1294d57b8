"""What the registry holds: names resolved, versions with their cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.errors import GongkaiError, ModelDamaged, ModelMissing
from nlp.stored import BUILTIN, read_files
from nlp.tags import MODEL, load_tagger
from training.annotations.annotation import Annotation
from training.lessons import is_reviewed
from training.registry.aliases import read_aliases
from training.registry.card import CARD_JSON, CARD_PAGE, Card, decode_card
from training.registry.gate import load_contender
from training.registry.measuring import (
    HeldOut,
    SetScores,
    answer,
    gather_own_set,
    measure_set,
    read_builtin_set,
)
from training.registry.versions import list_versions

CHAMPION, CHALLENGER = "champion", "challenger"


class UnknownModel(GongkaiError):
    """没有这个模型。"""

    code = "unknown-model"


class NothingLeft(GongkaiError):
    """没有可用来评价的标注：要已复核、标了主题，而且这个模型没有学过的。"""

    code = "nothing-left"


@dataclass(frozen=True, slots=True)
class Entry:
    """A version, what it is called besides, and its card; or in Chinese why it cannot be read."""

    name: str
    aliases: tuple[str, ...]
    card: Card | None = None
    fault: str | None = None


def resolve(models: Path, name: str) -> str:
    """The version that is called so: by its own name, or ``builtin``, ``champion``,
    ``challenger``. Raises UnknownModel."""
    aliases = read_aliases(models)
    if name == CHAMPION:
        return aliases.champion
    if name == CHALLENGER:
        if aliases.challenger:
            return aliases.challenger
        raise UnknownModel("没有等待启用的新模型；请先用 gongkai train 训练一个。")
    known = (BUILTIN, *list_versions(models))
    if name not in known:
        raise UnknownModel(f"没有 {name} 这个模型。现有：{'、'.join(known)}。")
    return name


def list_entries(models: Path) -> tuple[Entry, ...]:
    """The built-in model and all versions, the oldest first, those that cannot be read last; every
    file is checked."""
    record = read_aliases(models)
    entries = []
    for name in (BUILTIN, *list_versions(models)):
        aliases = [CHAMPION] if name == record.champion else []
        aliases += [CHALLENGER] if name == record.challenger else []
        card, fault = None, None
        try:
            if name != BUILTIN:
                card = decode_card(read_files(models / name)[CARD_JSON])
        except (ModelDamaged, ModelMissing) as error:
            fault = str(error)
        entries.append(Entry(name, tuple(aliases), card, fault))
    builtin, *versions = entries
    return (builtin, *sorted(versions, key=_tell_age))


def read_card(models: Path, name: str) -> tuple[Card, str]:
    """The card of a version, and its page. Raises ModelDamaged, ModelMissing."""
    files = read_files(models / name)
    return decode_card(files[CARD_JSON]), files[CARD_PAGE].decode()


def evaluate(models: Path, name: str, test: HeldOut | None = None) -> SetScores:
    """A model on the frozen set of the corpus."""
    test = test or read_builtin_set()
    return measure_set(answer(load_contender(models, name).tagger, test.rows), test)


def evaluate_labels(models: Path, name: str, annotations: Sequence[Annotation]) -> SetScores:
    """A model on the reviewed ones of these paragraphs that it has not learnt. Raises NothingLeft
    where there are none."""
    contender = load_contender(models, name)
    test = gather_own_set(filter(is_reviewed, annotations), contender.learnt)
    if not test.rows:
        raise NothingLeft
    return measure_set(answer(contender.tagger, test.rows), test)


def name_builtin() -> str:
    """The name under which results have the built-in model: it is another in each release."""
    return load_tagger(MODEL).name


def _tell_age(entry: Entry) -> tuple[bool, float]:
    return entry.card is None, entry.card.made.at.timestamp() if entry.card else 0.0
