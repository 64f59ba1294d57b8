import pytest

from training.factory.samples import FOLDER, SAMPLES, Sample, make_sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_samples_are_what_the_factory_prints(sample: Sample) -> None:
    committed = (FOLDER / sample.file).read_bytes().decode()
    assert committed == make_sample(sample).text, "make golden prints them anew"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_samples_hold_what_their_card_says(sample: Sample) -> None:
    card = (FOLDER / "README.md").read_text("utf-8")
    row = next(line for line in card.splitlines() if line.startswith(f"| `{sample.file}`"))
    gold = make_sample(sample).gold
    assert f"{gold['unit']}, {gold['year']} | {gold['form'].removeprefix('v')} |" in row
    assert row.endswith(f"| `{sample.defect}` |" if sample.defect else "| nothing |")
    assert gold["flattening"] == sample.flattening


def test_samples_are_all_there() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.txt")) == sorted(s.file for s in SAMPLES)
