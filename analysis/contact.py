"""How to reach the body: what a preamble says behind 地址, 电话, 邮编, 电子邮箱 and 网址."""

from __future__ import annotations

import re
import unicodedata

from documents.report import Contact

_ADDRESS = re.compile(r"地\s?址(?:为|是)?\s?[:：]?\s?(?P<value>[^，,；;。）)\n:：]{4,60})")
_PHONE = re.compile(
    r"(?:电\s?话|热线|传真电话)(?:号码)?(?:为|是)?\s?[:：]?\s?"
    r"(?P<value>[（(]?[0-9０-９]{3,4}[）)]?\s?[-—–－]?\s?[0-9０-９]{7,8}|[0-9０-９]{7,12})"
)
_POSTCODE = re.compile(
    r"(?:邮政编码|邮\s?编)(?:为|是)?\s?[:：]?\s?(?P<value>[0-9０-９]{6})(?![0-9０-９])"
)
_EMAIL = re.compile(
    r"(?P<value>[A-Za-z0-9._%+\-]{1,64}[@＠][A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4})"
)
_WEBSITE = re.compile(
    r"(?P<value>(?:https?[:：]//|www\.)[A-Za-z0-9./_\-?=&%#~:]{4,200})", re.IGNORECASE
)
_DASHES = str.maketrans("—–－", "---")


def find_contact(text: str) -> Contact:
    """The first of each in the text (cleaned, line wraps joined), in half-width characters."""

    def read(pattern: re.Pattern[str]) -> str | None:
        match = pattern.search(text)
        return match["value"].strip(" 　.、") or None if match else None

    def narrow(said: str | None) -> str | None:
        return (
            unicodedata.normalize("NFKC", said).translate(_DASHES).replace(" ", "")
            if said
            else None
        )

    address = read(_ADDRESS)
    return Contact(
        address=address,
        phone=narrow(read(_PHONE)),
        postcode=narrow(read(_POSTCODE)),
        email=narrow(read(_EMAIL)),
        website=narrow(read(_WEBSITE)),
    )
