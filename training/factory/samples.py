"""``python -m training.factory.samples``: print the sample reports of ``corpora/samples/``.

Eight made-up reports that show what a clerk may paste: bodies of four kinds, both forms, clean and
with a planted defect, from web pages, word processors and PDF files, one with figures lost.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from documents.tables import FormVersion
from training.factory.printing import FactoryReport
from training.factory.reports import make_report

FOLDER: Final = Path(__file__).parents[2] / "corpora" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """``seed`` was chosen by eye among a few, for a body and an opening unlike the others'."""

    name: str
    seed: str
    form: FormVersion
    flattening: str
    defect: str | None = None
    damage: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.txt"


SAMPLES: Final = (
    Sample("township", "town/9", "v2021", "cell_lines_torn"),
    Sample("county", "county/4", "v2021", "pipes", "requests-unbalanced"),
    Sample("water-bureau", "water-bureau/11", "v2021", "pdf_layout", "text-table-mismatch"),
    Sample("subdistrict", "subdistrict/21", "v2019", "tab_rows", "placeholder-left"),
    Sample("city", "city/13", "v2019", "one_line"),
    Sample("county-old-form", "county-old-form/40", "v2021", "markdown", "form-year-mismatch"),
    Sample("education-bureau", "bureau/0", "v2021", "pdf_raw", "late"),
    Sample(
        "riverside-town",
        "mountain-township/42",
        "v2021",
        "tab_rows_ragged",
        "measures-unmatched",
        damage=("dropped_value",),
    ),
)


def make_sample(sample: Sample) -> FactoryReport:
    return make_report(
        Random(sample.seed),
        form=sample.form,
        flattening=sample.flattening,
        defect=sample.defect,
        damage=sample.damage,
    )


def write_samples(folder: Path) -> None:
    """A file for each sample, UTF-8, its line ends as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        (folder / sample.file).write_text(make_sample(sample).text, "utf-8", newline="")


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.factory.samples", description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    write_samples(parser.parse_args().out)


if __name__ == "__main__":
    main()
