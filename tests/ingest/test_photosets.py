"""Pages of one report in an archive, a picture each."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from documents.errors import DamagedInput, Failure
from ingest.archives import Member, list_members
from ingest.formats import find_format
from ingest.photosets import find_sets
from ingest.pictures import OpenedPicture, name_type, open_pictures


def draw(shade: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 60), (shade, shade, shade)).save(file, "PNG")
    return file.getvalue()


def pack(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def group(*names: str) -> list[list[str]]:
    sets = find_sets(names, [10] * len(names), 1000)
    return [[names[place] for place in run] for run in sets.values()]


@pytest.mark.parametrize(
    "names",
    [
        ("1.jpg", "2.jpg", "3.jpg"),
        ("IMG_0012.jpg", "IMG_0013.jpg", "IMG_0015.jpg"),
        ("IMG_20240118_093210.jpg", "IMG_20240118_093258.jpg", "IMG_20240118_093401.jpg"),
        ("微信图片_20240118093210.jpg", "微信图片_20240118093211.jpg"),
        ("第1页.png", "第2页.png"),
        ("第一页.jpg", "第二页.jpg"),
        ("年报 (1).jpeg", "年报 (2).jpeg"),
        ("甲镇/9.JPG", "甲镇/10.JPG"),
    ],
)
def test_photosets_join_pictures_that_count_on(names: tuple[str, ...]) -> None:
    assert group(*names) == [list(names)]
    (found,) = group(*reversed(names))
    assert found == list(names)


@pytest.mark.parametrize(
    "names",
    [
        ("1.jpg", "3.jpg"),
        ("甲镇.jpg", "乙镇.jpg"),
        ("甲镇2022.jpg", "甲镇2023.jpg"),
        ("2022.jpg", "2023.jpg"),
        ("2022年.jpg", "2023年.jpg"),
        ("第1小学.jpg", "第2小学.jpg"),
        ("甲镇/1.jpg", "乙镇/2.jpg"),
        ("甲镇1.jpg", "乙镇2.jpg"),
        ("1.tif", "2.tif"),
        ("1.pdf", "2.pdf"),
        ("1.jpg", "2.png"),
        ("IMG_20240118_093210.jpg", "IMG_20240118_150000.jpg"),
    ],
)
def test_photosets_leave_other_files_alone(names: tuple[str, ...]) -> None:
    assert group(*names) == []


def test_photosets_leave_collections_and_what_is_too_large_alone() -> None:
    names = [f"{number}.jpg" for number in range(1, 100)]
    assert find_sets(names, [10] * 99, 10_000) == {}
    assert find_sets(names[:3], [10] * 3, 29) == {}


def test_photosets_come_as_one_file_with_the_pages_in_order() -> None:
    files = {"照片/2.png": draw(20), "照片/10.png": draw(100), "说明.txt": "见照片".encode()}
    files |= {f"照片/{number}.png": draw(10 * number) for number in (1, *range(3, 10))}
    first, other = list_members(pack(files))
    assert (first.name, other.name) == ("照片/1等10页.zip", "说明.txt")
    assert isinstance(first, Member)
    data = first.read()
    assert find_format(data).kind == "image"
    assert name_type(data) == "application/zip"
    pages = list(open_pictures(data))
    assert [page.number for page in pages if isinstance(page, OpenedPicture)] == [*range(1, 11)]
    shades = [int(page.image[0, 0, 0]) for page in pages if isinstance(page, OpenedPicture)]
    assert shades == [*range(10, 101, 10)]


def test_photosets_name_a_damaged_page() -> None:
    (member,) = list_members(pack({"1.png": draw(10), "2.png": b"x", "3.png": draw(30)}))
    assert isinstance(member, Member)
    pages = list(open_pictures(member.read()))
    assert [isinstance(page, Failure) for page in pages] == [False, True, False]
    assert isinstance(pages[1], Failure)
    assert (pages[1].code, pages[1].page) == ("page-damaged", 2)


def test_photosets_without_a_sound_page_are_damaged() -> None:
    (member,) = list_members(pack({"1.png": b"x", "2.png": b"y"}))
    assert isinstance(member, Member)
    with pytest.raises(DamagedInput):
        list(open_pictures(member.read()))
