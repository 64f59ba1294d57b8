"""How to reach the body: what a preamble says behind 地址, 电话, 邮编, 电子邮箱 and 网址."""

from __future__ import annotations

import re
import unicodedata

from documents.report import Contact
from documents.script import simplify

_ADDRESS = re.compile(
    r"地(?<!网地)(?<!网站地)\s?址\s?(?:[:：]|为|是|在(?=[^线网]))\s?"
    r"(?P<value>(?!http|www)(?:[^，,；;。（）()\n:：]|[（(][^（）()\n]{0,30}[）)]){4,60})"
    r"|地\s?址\s?(?P<plain>[^，,；;。、（）()\n:：]{3,40}[号楼室院层](?![^，,；;。（）()\n]))"
)
_NUMBER = (
    r"(?P<value>(?:[（(]?[0-9０-９]{3,4}[）)]?\s?[-—–－]?\s?[0-9０-９]{7,8}|[0-9０-９]{7,12})"
    r"(?:\s?(?:转(?:分机)?|分机)号?\s?[0-9０-９]{1,6}(?:分机)?)?)"
)
_PHONE = re.compile(
    r"(?:电\s?话|热线|传真电话|[联咨][系询]方式)(?:号码)?(?:[（(][^（）()\d]{1,8}[）)])?(?:为|是)?\s?[:：]?\s?"
    + _NUMBER
)
_PHONE_ALONE = re.compile(r"联系[:：]?[^。\n\d电]{2,36}[，,（(]" + _NUMBER)
_POSTCODE = re.compile(
    r"(?:邮政编码|邮\s?编|邮码|邮[政递]区号)(?:为|是)?\s?[:：]?\s?(?P<value>[0-9０-９]{6})(?![0-9０-９])"
)
_EMAIL = re.compile(
    r"(?P<value>[A-Za-z0-9._%+\-]{1,64}[@＠][A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4})"
)
_WEBSITE = re.compile(
    r"(?P<value>(?:[Hh][Tt]{2}[Pp][Ss]?[:：]//|[Ww]{3}\.)[A-Za-z0-9./_\-?=&%#~:]{4,200}"
    # a host alone: 官方网站（slj.example.gov.cn）
    r"|(?<=[（(:：])\s?(?:[A-Za-z0-9\-]{1,40}\.){1,4}(?:gov|edu|org|com|net|cn)(?![A-Za-z0-9@＠\-.])"
    r"(?:/[A-Za-z0-9./_\-?=&%#~]{0,160})?)"
)
# 通过目录系统（http://…）公开36条 is no way to reach anyone
_OFFERED = re.compile(
    "网|下载|查[阅询看找]|获取|浏览|联系|电子版|访问|可[在从到]|邮[编箱]|电话|报告|年报"
)
_SENTENCE = re.compile(r"[。\n]")
_AROUND = 120  # characters
_NEXT = re.compile(r"\s+(?=[邮郵]|[联聯][系繫]|[电電][话話]|[传傳]真)")
_DASHES = str.maketrans("—–－", "---")


def find_contact(text: str) -> Contact:
    """The first of each in the text (cleaned, line wraps joined), in half-width characters; the
    address as printed."""
    plain = simplify(text)

    def read(pattern: re.Pattern[str]) -> str | None:
        match = pattern.search(plain)
        if match is None:
            return None
        start, end = match.span("value" if match["value"] else "plain")
        return text[start:end].strip(" 　.、") or None

    def narrow(said: str | None) -> str | None:
        return (
            unicodedata.normalize("NFKC", said).translate(_DASHES).replace(" ", "")
            if said
            else None
        )

    address = read(_ADDRESS)
    return Contact(
        address=_NEXT.split(address)[0] if address else None,
        phone=narrow(read(_PHONE) or read(_PHONE_ALONE)),
        postcode=narrow(read(_POSTCODE)),
        email=narrow(read(_EMAIL)),
        website=narrow(
            next((m["value"] for m in _WEBSITE.finditer(text) if _is_offered(plain, m)), None)
        ),
    )


def _is_offered(plain: str, address: re.Match[str]) -> bool:
    """True where the sentence around an address tells readers to go there."""
    before = plain[max(0, address.start() - _AROUND) : address.start()]
    before = _SENTENCE.split(before.rstrip("。（( \n"))[-1]
    behind = _SENTENCE.split(plain[address.end() : address.end() + _AROUND])[0]
    return bool(_OFFERED.search(before) or _OFFERED.search(behind))
