import gc
import importlib
import pkgutil
import re

import pytest

from documents.patterns import compile_late


def test_patterns_find_what_re_finds() -> None:
    late = compile_late("[一-鿿]{2}(?P<unit>[长员])", re.DOTALL)
    match = late.search("由副镇长负责")
    assert match is not None
    assert (match.group(), match["unit"]) == ("副镇长", "长")
    assert [m.start() for m in late.finditer("局组员、副镇长")] == [0, 4]
    assert late.fullmatch("组员") is None


def test_patterns_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plain = re.compile

    def count(source: str, flags: int = 0) -> "re.Pattern[str]":
        compiled.append(source)
        return plain(source, flags)

    monkeypatch.setattr(re, "compile", count)
    late = compile_late("甲+")
    assert compiled == []
    assert late.search("乙甲甲")
    assert late.search("甲")
    assert compiled == ["甲+"]


@pytest.mark.parametrize("room", ["analysis", "nlp", "review"])
def test_patterns_that_wait_are_sound(room: str) -> None:
    package = importlib.import_module(room)
    for found in pkgutil.walk_packages(package.__path__, f"{room}."):
        importlib.import_module(found.name)
    waiting = [late for late in gc.get_objects() if type(late) is type(compile_late("甲"))]
    assert waiting
    assert all(isinstance(late.pattern, str) for late in waiting)
