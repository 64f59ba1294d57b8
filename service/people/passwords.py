"""Passwords, kept as scrypt hashes of the standard library (RFC 7914): no package of its own to
follow, OpenSSL's code, and 32 MiB for each guess."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from base64 import b64decode, b64encode
from threading import Semaphore
from typing import Final

from service.people.faults import PasswordWeak
from service.people.secrets import is_same

SHORTEST: Final = 10
_LONGEST: Final = 200
_COST, _BLOCK, _PARALLEL = 15, 8, 3  # OWASP's, for 32 MiB
_ROOM: Final = 64 << 20
_turns: Final = Semaphore(2)
"""How many are computed at once: memory and processors are for reports."""
_COMMON: Final = ("password", "1234567890", "0123456789", "qwertyuiop", "gongkai", "administrator")


def check_password(password: str, name: str) -> None:
    """Raises ``PasswordWeak``."""
    plain = password.casefold()
    if len(password) < SHORTEST:
        raise PasswordWeak(f"密码至少要有 {SHORTEST} 个字符。")
    if len(password) > _LONGEST:
        raise PasswordWeak(f"密码最多 {_LONGEST} 个字符。")
    rest = plain.replace(name.casefold(), "")
    for common in _COMMON:
        rest = rest.replace(common, "")
    if len(set(plain)) < 4 or len(rest) < SHORTEST // 2:
        raise PasswordWeak


def hash_password(password: str) -> str:
    """``scrypt$15$8$3$salt$hash``."""
    salt = os.urandom(16)
    made = _compute(password, salt, _COST, _BLOCK, _PARALLEL)
    salted, hashed = b64encode(salt).decode(), b64encode(made).decode()
    return f"scrypt${_COST}${_BLOCK}${_PARALLEL}${salted}${hashed}"


def verify_password(password: str, kept: str | None) -> bool:
    """Takes as long where nothing is kept: who has no account cannot be told from who has one."""
    _, cost, block, parallel, salt, made = (kept or _NOBODY).split("$")
    found = _compute(password, b64decode(salt), int(cost), int(block), int(parallel))
    return is_same(b64encode(found).decode(), made) and kept is not None


def _compute(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    said = unicodedata.normalize("NFKC", password).encode()
    with _turns:
        return hashlib.scrypt(
            said, salt=salt, n=1 << cost, r=block, p=parallel, maxmem=_ROOM, dklen=32
        )


_NOBODY: Final = f"scrypt${_COST}${_BLOCK}${_PARALLEL}${b64encode(bytes(16)).decode()}$"
