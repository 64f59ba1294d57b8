import io
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageSequence

from training.factory.scans import (
    HARD_150,
    SCAN_200,
    Ink,
    Pixels,
    ScanStyle,
    Seal,
    draw_scan_style,
    pack_pages,
    scan_page,
    shift_sheet,
    stamp_page,
    turn_page,
)

PLAIN = ScanStyle(dpi=72, quality=80)


def make_page() -> Pixels:
    """A white page of 200 by 300 points with a black rule across at 100."""
    page = np.full((300, 200, 3), 255, np.uint8)
    page[99:102, 20:180] = 0
    return page


def test_scans_plain_style_changes_nothing() -> None:
    assert np.array_equal(scan_page(Random(0), make_page(), PLAIN), make_page())


def test_scans_follow_from_their_seed() -> None:
    first, again, other = (scan_page(Random(seed), make_page(), HARD_150) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_scans_turn_clockwise_by_degrees() -> None:
    turned = shift_sheet(make_page(), 2.0, 0.0).min(axis=2)
    rows = [int(turned[:, column].argmin()) for column in (30, 170)]
    assert rows[1] - rows[0] == pytest.approx(140 * np.tan(np.radians(2.0)), abs=1.1)


def test_scans_keystone_narrows_the_upper_edge() -> None:
    page = np.zeros((300, 200, 3), np.uint8)
    dark = (shift_sheet(page, 0.0, 0.1) < 128).any(axis=2).sum(axis=1)
    assert dark[2] == pytest.approx(180, abs=3)
    assert dark[-3] == pytest.approx(200, abs=3)


def test_scans_faint_ink_and_dropouts_leave_less_black() -> None:
    faint = scan_page(Random(0), make_page(), replace(PLAIN, ink=0.5))
    assert faint.min() == pytest.approx(127, abs=1)
    dropped = scan_page(Random(0), make_page(), replace(PLAIN, dropouts=0.5))
    share = (dropped[99:102, 20:180, 0] == 255).mean()
    assert share == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("style", [SCAN_200, HARD_150])
def test_scans_presets_keep_the_rule_in_sight(style: ScanStyle) -> None:
    page = scan_page(Random(0), make_page(), style)
    assert page[60:140, 40:160].min() < 140 < np.median(page)


def test_scans_in_black_and_white_keep_faint_ink() -> None:
    style = replace(PLAIN, ink=0.5, colours="bits")
    data = pack_pages([scan_page(Random(0), make_page(), style)], style, ".png")
    with Image.open(io.BytesIO(data)) as image:
        assert [image.getpixel(place) for place in ((100, 100), (100, 50))] == [0, 255]


def test_scans_lay_the_sheet_on_its_side() -> None:
    assert turn_page(make_page(), 90).shape == (200, 300, 3)
    assert turn_page(make_page(), 90)[100, 199].max() == 0
    assert turn_page(make_page(), 180)[199, 100].max() == 0


def test_scans_seals_let_the_print_show_through() -> None:
    page = make_page()
    sealed = stamp_page(page, Seal("云陵县人民政府", (100.0, 100.0)), 72)
    assert np.array_equal(sealed[99:102, 20:180], page[99:102, 20:180])
    red = (sealed[..., 0].astype(int) - sealed[..., 2]) > 60
    rows, columns = np.nonzero(red)
    for places in (rows, columns):
        assert (places.min() + places.max()) / 2 == pytest.approx(100, abs=2)
        assert np.ptp(places) == pytest.approx(119, abs=10)


@pytest.mark.parametrize("colours", ["colour", "grey", "bits"])
@pytest.mark.parametrize("suffix", [".pdf", ".tiff"])
def test_scans_pack_all_pages(colours: Ink, suffix: str) -> None:
    style = replace(PLAIN, colours=colours)
    pages = [make_page(), turn_page(make_page(), 90)]
    data = pack_pages(pages, style, suffix)
    assert data == pack_pages(pages, style, suffix)
    if suffix == ".pdf":
        assert data.count(b"/Type /Page\n") == 2
        return
    with Image.open(io.BytesIO(data)) as image:
        frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
    assert [frame.size for frame in frames] == [(200, 300), (300, 200)]
    assert {frame.mode for frame in frames} == {
        {"colour": "RGB", "grey": "L", "bits": "1"}[colours]
    }


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_scans_pictures_hold_one_page(suffix: str) -> None:
    data = pack_pages([make_page()], replace(PLAIN, colours="grey"), suffix)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.size, image.mode) == ((200, 300), "L")
    with pytest.raises(ValueError, match="2 pages"):
        pack_pages([make_page(), make_page()], PLAIN, suffix)


def test_scans_know_no_other_file() -> None:
    with pytest.raises(ValueError, match=r"\.bmp"):
        pack_pages([make_page()], PLAIN, ".bmp")


def test_scans_styles_stay_within_what_offices_do() -> None:
    styles = [draw_scan_style(Random(seed)) for seed in range(60)]
    assert max(abs(style.angle) for style in styles) <= 3
    assert {style.dpi for style in styles} == {150, 200, 300}
    assert {style.turn for style in styles} == {0, 90, 180, 270}
