"""What a single element of a web page is: a block, hidden, an icon, an attachment."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.etree import _Element

_BLOCKS: Final = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|ol|p|pre"
    r"|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN: Final = re.compile(
    r"script|style|head|title|template|noscript|select|option|datalist|textarea|button|svg|math"
    r"|audio|video|canvas|map|noframes"
)
FRAMES: Final = frozenset(("iframe", "frame", "embed", "object"))
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_BLOCK_STYLE: Final = re.compile(
    r"display\s*:\s*(?:block|table|flex|grid|list-item)", re.IGNORECASE
)
_ICON: Final = re.compile(
    r"icon|ico[._]|logo|print|share|button|btn|banner|ewm|erweima|qrcode|weixin|wechat|weibo"
    r"|(?:^|[_-])(?:arrow|line|dot|blank|space|header|footer)",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z)(?:[?#].*)?$", re.IGNORECASE
)
_SPACE: Final = re.compile(r"\s+")
_SMALLEST_PICTURE: Final = 60
_LONGEST_NAME: Final = 80
_LONGEST_ADDRESS: Final = 200
_MOST_TEXTS: Final = 20


def is_block(element: _Element) -> bool:
    """True for what begins a line of its own, by its name or its own style."""
    style = element.get("style")
    return bool(_BLOCKS.fullmatch(element.tag) or (style and _BLOCK_STYLE.search(style)))


def is_unseen(element: _Element) -> bool:
    """True for comments and for elements whose text is none of the page's."""
    return not isinstance(element.tag, str) or bool(_UNSEEN.fullmatch(element.tag))


def is_hidden(element: _Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDING.search(style))


def name_embedded(element: _Element) -> str | None:
    """The file in a picture or frame; null for icons and other pictures of the page itself."""
    source = element.get("src") or element.get("data") or ""
    name = "" if source.startswith("data:") else _name_file(source)
    is_picture = element.tag == "img"
    if is_picture and (_ICON.search(name) or _is_small(element)):
        return None
    return name or ("图片" if is_picture else "内嵌页面")


def name_attachment(link: _Element) -> str | None:
    """What a link to a document says, or else the document's name; null for other links."""
    address = (link.get("href") or "").strip()
    if not _ATTACHED.search(address[-_LONGEST_ADDRESS:]):
        return None
    said = "".join(str(text) for text in islice(link.itertext(), _MOST_TEXTS))
    return _SPACE.sub("", said)[:_LONGEST_NAME] or _name_file(address)


def _name_file(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2][-_LONGEST_NAME:]


def _is_small(picture: _Element) -> bool:
    sizes = (re.match(r"\d{1,5}", picture.get(name) or "") for name in ("width", "height"))
    return any(size and int(size[0]) < _SMALLEST_PICTURE for size in sizes)
