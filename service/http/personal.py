"""Whether a download shows whom a report names, and how they may be reached."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Query

from service.http.callers import CallerDep
from service.http.rights import SEES_PERSONS

MASKED: Final = "-隐去个人信息"
"""What the name of a file without them ends in."""


def shows_persons(
    caller: CallerDep,
    personal: Annotated[
        bool, Query(description="false：隐去姓名、电话、邮箱；“训练”角色总是如此")
    ] = True,
) -> bool:
    return personal and caller.role in SEES_PERSONS


PersonalDep = Annotated[bool, Depends(shows_persons)]
