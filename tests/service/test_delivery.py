from pathlib import Path

import pytest

from service.delivery import UsageFault, choose_format, name_targets
from service.outcomes import Input


def make_input(inside: str, path: str | None = None) -> Input:
    return Input(inside, Path(path or inside), Path(inside))


def test_delivery_names_no_two_targets_alike() -> None:
    items = [make_input(name) for name in ("甲.txt", "甲.pdf", "甲.TXT", "乡/甲.txt")]
    items.append(Input("丙/甲.txt", Path("丙/甲.txt"), Path("甲.txt")))
    targets = [target.as_posix() for target in name_targets(items, Path("出"), "json").values()]
    assert targets == [
        "甲.json",
        "甲.pdf.json",
        "甲.TXT.json",
        "乡/甲.json",
        "甲-2.json",
    ]


def test_delivery_names_targets_that_a_file_system_takes() -> None:
    long = "关于" * 80
    items = [make_input(f"{long}{end}.txt") for end in "甲乙"]
    targets = list(name_targets(items, Path("出"), "json").values())
    assert len(set(targets)) == 2
    assert all(len(target.name.encode()) < 255 for target in targets)


def test_delivery_never_takes_the_place_of_an_input(tmp_path: Path) -> None:
    page = tmp_path / "甲.html"
    page.write_text("", "utf-8")
    with pytest.raises(UsageFault):
        name_targets([make_input("甲.html", str(page))], tmp_path, "html")


@pytest.mark.parametrize(
    ("named", "output", "chosen"),
    [
        (None, None, "json"),
        (None, "甲.XLSX", "xlsx"),
        (None, "文件夹", "json"),
        (None, "甲.docx", "json"),
        ("md", "甲.html", "md"),
    ],
)
def test_delivery_chooses_the_format(named: str | None, output: str | None, chosen: str) -> None:
    path = Path(output) if output else None
    assert choose_format(named, path) == chosen  # type: ignore[arg-type]
