"""Pages that show nothing, and pale ones that do."""

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.pdfsound import PageInk, is_blank


def draw(paper: int, *inks: int) -> PageInk:
    """A page of that shade, with a line of 40 strokes of each ink."""
    least: NDArray[np.uint8] = np.full((1684, 1190), paper, dtype=np.uint8)
    for line, ink in enumerate(inks):
        for place in range(40):
            left = 100 + 20 * place
            least[200 + 40 * line : 216 + 40 * line, left : left + 3] = ink
    return PageInk(least < 140, least)


@pytest.mark.parametrize("paper", [255, 225, 180])
def test_a_page_of_one_shade_is_blank(paper: int) -> None:
    assert is_blank(draw(paper))


@pytest.mark.parametrize(("paper", "ink"), [(255, 20), (250, 185), (235, 170), (225, 195)])
def test_a_line_of_ink_is_seen_however_pale(paper: int, ink: int) -> None:
    assert not is_blank(draw(paper, ink))


def test_grain_of_the_paper_and_a_few_specks_are_nothing() -> None:
    page = draw(235)
    grain = np.random.default_rng(0).normal(0, 5, page.least.shape)
    least = np.clip(page.least + grain, 0, 255).astype(np.uint8)
    least[300:306, 400:406] = 180
    assert is_blank(PageInk(least < 140, least))
