"""How a body sets its report on paper: sizes, fonts, rules, heads and feet."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

Group = Literal["plain", "stacked", "turned"]
FONTS: Final = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
    "AR PL KaitiM GB",
    "LXGW WenKai",
)
A4: Final = (595.3, 841.9)
_PAPERS: Final = (A4, A4, A4, A4, (612.0, 792.0), (515.9, 728.5))
_MARGINS: Final = ((72.0, 90.0), (72.0, 72.0), (104.9, 79.4), (56.7, 56.7))
_BORDERS: Final = (
    ("000000", 0.5),
    ("000000", 0.5),
    ("BFBFBF", 0.25),
    ("808080", 0.5),
    ("000000", 1.0),
)
_SHADES: Final = ("", "", "DEEAF6", "E7E6E6", "FFF2CC")


@dataclass(frozen=True, slots=True)
class SetStyle:
    """A body's habits; lengths in points, colours as RRGGBB.

    ``margins`` are top and bottom, left and right; ``pitch`` and ``cell_pitch`` the fixed distances
    of lines. Where ``tearing``, a row with several lines may break across pages. ``group`` is how
    三、本年度办理结果 stands in its narrow cell. Where ``fresh_pages``, each table starts a page.
    """

    font: str = FONTS[0]
    paper: tuple[float, float] = A4
    margins: tuple[float, float] = (72.0, 90.0)
    size: float = 14.0
    pitch: float = 26.0
    cell_size: float = 9.0
    cell_pitch: float = 11.5
    row_height: float = 17.0
    border: tuple[str, float] = ("000000", 0.5)
    shade: str = ""
    justified: bool = True
    typed_indent: bool = False
    broken_headers: bool = False
    repeated_headers: bool = False
    tearing: bool = False
    group: Group = "plain"
    page_number: Literal["", "dashes", "of"] = "dashes"
    running_head: bool = False
    fresh_pages: bool = False

    @property
    def body_width(self) -> float:
        return self.paper[0] - 2 * self.margins[1]

    @property
    def body_height(self) -> float:
        return self.paper[1] - 2 * self.margins[0]


def draw_style(rng: Random, font: str | None = None) -> SetStyle:
    """Every font is as likely as another."""
    paper = rng.choice(_PAPERS)
    small = paper[0] < 550
    cell_size = rng.choice((7.5, 8.0) if small else (8.0, 9.0, 9.0, 10.5))
    size = rng.choice((10.5, 12.0, 14.0, 15.0, 16.0))
    return SetStyle(
        font=font or rng.choice(FONTS),
        paper=paper,
        margins=(56.7, 50.0) if small else rng.choice(_MARGINS),
        size=size,
        pitch=rng.choice((1.5, 1.75, 2.0)) * size,
        cell_size=cell_size,
        cell_pitch=cell_size + 2.5,
        row_height=rng.choice((cell_size + 5, cell_size + 8)),
        border=rng.choice(_BORDERS),
        shade=rng.choice(_SHADES),
        justified=rng.random() < 0.8,
        typed_indent=rng.random() < 0.2,
        broken_headers=rng.random() < 0.4,
        repeated_headers=rng.random() < 0.3,
        tearing=rng.random() < 0.5,
        group=rng.choice(("plain", "stacked", "turned")),
        page_number=rng.choice(("", "dashes", "dashes", "of")),
        running_head=rng.random() < 0.3,
    )
