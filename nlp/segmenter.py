"""Chinese word segmentation: jieba's algorithm with a user dictionary of the field's terms.

Two implementations of the same algorithm stand behind one face: ``rjieba`` (Rust), and ``jieba``
itself where rjieba is not installed or jieba is asked for by name. How often their tokens differ
was measured: ``docs/decisions/0003-segmenter.md``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

from documents.errors import SetupError

SegmenterName = Literal["rjieba", "jieba"]
SETTING: Final = "GONGKAI_SEGMENTER"
CACHE_SETTING: Final = "GONGKAI_CACHE"
DICTIONARY: Final = Path(__file__).with_name("userdict.txt")


class Segmenter(Protocol):
    """What spaCy's Chinese tokenizer asks of its segmenter; the words joined are the text. Without
    ``HMM`` no words are guessed that the dictionary does not have."""

    def cut(self, text: str, cut_all: bool = False, HMM: bool = True) -> Iterable[str]: ...


class _RustJieba:
    """rjieba under jieba's own signature."""

    __slots__ = ("_jieba",)

    def __init__(self) -> None:
        import rjieba

        # its import has loaded an instance already; a second would cost 0.1 s and 25 MB
        self._jieba = rjieba
        for word, frequency, tag in _read_dictionary():
            self._jieba.add_word(word, frequency, tag)

    def cut(self, text: str, cut_all: bool = False, HMM: bool = True) -> Iterable[str]:
        return self._jieba.cut_all(text) if cut_all else self._jieba.cut(text, HMM)


def load_segmenter(name: SegmenterName | None = None) -> Segmenter:
    """The segmenter of that name, loaded once a process.

    Without a name the environment's ``GONGKAI_SEGMENTER`` decides, else rjieba where it is
    installed. Raises SetupError for a name that is neither, or for rjieba where it is missing.
    """
    return _load(name or choose_segmenter())


def choose_segmenter() -> SegmenterName:
    """The name that the environment asks for, else the fastest one installed."""
    wanted = os.environ.get(SETTING)
    for name in get_args(SegmenterName):
        if wanted == name:
            return name  # type: ignore[no-any-return]
    if wanted:
        raise SetupError(f"环境变量 {SETTING} 应为 rjieba 或 jieba，而不是“{wanted}”。")
    return "rjieba" if find_spec("rjieba") else "jieba"


@cache
def _load(name: SegmenterName) -> Segmenter:
    if name == "jieba":
        return _load_jieba()
    try:
        return _RustJieba()
    except ImportError as error:
        raise SetupError("没有安装 rjieba，请安装它，或改用 jieba。") from error


def _load_jieba() -> Segmenter:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)  # its progress messages would stand among our output
    tokenizer = jieba.Tokenizer()
    # jieba keeps its parsed dictionary in the system's shared temporary folder unless told
    # otherwise; anybody may write there, and the file is unmarshalled.
    folder = _cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
        tokenizer.cache_file = "jieba.cache"
    except OSError as error:
        raise SetupError(f"无法建立缓存文件夹 {folder}，可用 {CACHE_SETTING} 另行指定。") from error
    for word, frequency, tag in _read_dictionary():
        tokenizer.add_word(word, frequency, tag)
    segmenter: Segmenter = tokenizer
    return segmenter


def _cache_folder() -> Path:
    """``GONGKAI_CACHE``, else ``gongkai`` in the user's cache folder (XDG base directories)."""
    if own := os.environ.get(CACHE_SETTING):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai"


def _read_dictionary() -> Iterator[tuple[str, int, str]]:
    """The field's terms as (word, frequency, part of speech), in jieba's own file format.

    The frequencies are written out, since the two implementations suggest different ones."""
    for line in DICTIONARY.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split()
        yield word, int(frequency), tag
