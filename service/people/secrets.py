"""Words that only their owner has: cookies, tokens, links. The database keeps digests of them.

They are 256 random bits, so that a plain SHA-256 does; a digest is looked up by its index, which
tells whoever measures the time nothing of the word itself.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

TOKEN_MARK: Final = "gongkai_"
"""What personal tokens begin with, so that they are recognised where they should not be."""


def make_secret(mark: str = "") -> str:
    return mark + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def derive_csrf(secret: str) -> str:
    """The word that a page must send along with its session's cookie: bound to that session, so
    that a cookie planted from elsewhere fits none."""
    return digest(f"csrf:{secret}")


def is_same(one: str, other: str) -> bool:
    """In a time that does not tell how far they agree."""
    return secrets.compare_digest(one.encode(), other.encode())
