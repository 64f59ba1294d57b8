import re

import pytest

from documents import errors
from documents.errors import EmptyInput, GongkaiError, InputError, SetupError

CLASSES = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, GongkaiError)
]


@pytest.mark.parametrize("kind", CLASSES)
def test_errors_say_their_docstring_in_chinese(kind: type[GongkaiError]) -> None:
    assert str(kind()) == kind.__doc__
    assert re.search(r"[\u4e00-\u9fff].*。$", str(kind()))
    assert str(kind("文件已损坏。")) == "文件已损坏。"


def test_errors_have_codes_of_their_own() -> None:
    codes = [kind.code for kind in CLASSES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_errors_are_the_inputs_or_the_installations() -> None:
    leaves = [kind for kind in CLASSES if not kind.__subclasses__()]
    assert EmptyInput in leaves
    assert all(issubclass(kind, InputError) != issubclass(kind, SetupError) for kind in leaves)


def test_errors_tree_in_the_docstring_has_every_class() -> None:
    assert errors.__doc__ is not None
    drawn = re.findall(r"\w+", errors.__doc__.split("\n\n")[1])
    assert all(drawn.count(kind.__name__) == 1 for kind in CLASSES)
