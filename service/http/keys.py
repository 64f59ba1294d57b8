"""Numbers in addresses and queries: no larger than any database counts."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path
from pydantic import Field

MOST: Final = 2**31 - 1
DocumentId = Annotated[int, Path(ge=1, le=MOST)]
JobId = Annotated[int, Path(ge=1, le=MOST)]
Number = Annotated[int, Field(ge=0, le=MOST)]
