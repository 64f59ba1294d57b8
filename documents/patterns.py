"""Patterns that wait: a set of Chinese characters takes Python up to a millisecond to compile, the
rules on persons have a hundred of them, and nineteen reports in twenty name nobody."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Becomes a pattern when the first of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        self.__dict__[name] = found  # so that it is not asked for again
        return found


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, done when it is first needed. A fault in ``source`` shows only then."""
    return cast("re.Pattern[str]", _Late(source, flags))
