"""The measures of a run by name, and the run as a page of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.accuracy import factory_files
from benchmarks.accuracy.factory_files import FileScore
from benchmarks.accuracy.factory_tables import TableScore, TablesResult
from benchmarks.accuracy.gold_reports import TAG, GoldResult
from benchmarks.accuracy.planted_defects import CleanScore, DefectScore
from benchmarks.accuracy.tallies import Share
from training.evaluation import Tally


@dataclass(frozen=True, slots=True)
class Accuracy:
    """``real`` is null where no labelled real reports lie beside the repository; ``files``, by
    kind, are empty where nothing is installed that prints."""

    tables: TablesResult
    defects: Mapping[str, DefectScore]
    clean: CleanScore
    excerpts: Mapping[str, GoldResult]
    real: GoldResult | None
    files: Mapping[str, FileScore]

    @property
    def planted(self) -> DefectScore:
        return sum(self.defects.values(), DefectScore())

    def list_measures(self) -> dict[str, float]:
        """The figures that floors are held against, and some beside them."""
        planted = self.planted
        silent: dict[str, float] = {"tables: cells silently wrong": self.tables.total.silent}
        shares = {
            "tables: cells recovered": self.tables.total.recovered,
            "tables: cells recovered and vouched for": self.tables.total.vouched,
            "defects: recall": planted.found,
            "defects: recall where the cells were sure": planted.said,
            "clean: share with a false error": self.clean.alarmed,
        }
        measures = silent | {n: s.ratio for n, s in shares.items() if s.ratio is not None}
        measures |= _list_facts("made-up", self.clean.facts)
        for half, result in self.excerpts.items():
            measures |= _list_facts(f"excerpts {half}", result)
        measures |= factory_files.list_measures(self.files)
        return measures | (_list_facts("real", self.real) if self.real else {})


def _list_facts(name: str, result: GoldResult) -> dict[str, float]:
    tallies = result.tallies
    measures = {f"{name}: {n} F1": tallies[n].f1 for n in ("counts", "officials", "placeholders")}
    if cells := [t for n, t in tallies.items() if n.startswith("cells of ")]:
        measures[f"{name}: cells right"] = sum(cells, Tally()).f1
    if "findings" in tallies:
        measures[f"{name}: findings recall"] = tallies["findings"].recall
        measures[f"{name}: forbidden findings"] = float(tallies["findings forbidden"].found)
    macro = result.tags_macro_f1
    return measures if macro is None else measures | {f"{name}: tags macro-F1": macro}


def write_page(accuracy: Accuracy, measures: Mapping[str, float], heading: str) -> str:
    """Markdown; ``measures`` are all that were taken, ``heading`` says when and of what version."""
    parts = _write_parts(accuracy, measures)
    return "\n".join(("# Accuracy", "", heading, "", *parts)) + "\n"


def _write_parts(accuracy: Accuracy, measures: Mapping[str, float]) -> Iterator[str]:
    yield from ("## Measures", "", "| measure | value |", "|---|---:|")
    for name, value in measures.items():
        yield f"| {name} | {_write_number(value)} |"
    yield from _write_tables(accuracy.tables)
    if accuracy.files:
        yield from ("", "## Made-up files", "", *factory_files.write_scores(accuracy.files))
    yield from _write_defects(accuracy)
    yield from _write_facts("Facts of the clean made-up reports", accuracy.clean.facts)
    for half, result in accuracy.excerpts.items():
        yield from _write_facts(f"Own excerpts of narrative, {half}", result)
    if accuracy.real is None:
        yield from ("", "## Labelled real reports", "", "None lie beside the repository: skipped.")
    else:
        yield from _write_facts("Labelled real reports", accuracy.real)


def _write_tables(result: TablesResult) -> Iterator[str]:
    total = result.total
    yield from ("", "## Made-up tables", "")
    yield (
        f"{total.tables:,} tables with {total.recovered.whole:,} recoverable cells; recovered "
        "means the right value, vouched for that the reader is also sure of it, doubted wrong "
        f"and said so. {result.nothing.tables:,} more were never printed (`absent`): nothing to "
        f"read, and {result.nothing.silent} cells silently wrong in them."
    )
    if total.silent_in:
        yield f"Seeds of tables with silent cells: {', '.join(map(str, total.silent_in))}."
    for title, scores in (("flattening", result.by_flattening), ("damage", result.by_damage)):
        yield from (
            "",
            f"| {title} | tables | none found | recovered | vouched for | doubted | silent |",
            "|---|---:|---:|---:|---:|---:|---:|",
        )
        for name, score in (*scores.items(), ("**all**", total)):
            yield _write_row(name, score)


def _write_row(name: str, score: TableScore) -> str:
    recovered, vouched = _write_share(score.recovered), _write_share(score.vouched)
    return (
        f"| {name} | {score.tables:,} | {score.unread} | {recovered} | {vouched} "
        f"| {score.doubted:,} | {score.silent} |"
    )


def _write_defects(accuracy: Accuracy) -> Iterator[str]:
    planted, clean = accuracy.planted, accuracy.clean
    yield from ("", "## Planted defects", "")
    yield (
        f"{planted.found.whole:,} reports with one defect each: recall "
        f"{_write_share(planted.found)}. {planted.unsure} were missed where the reader was not "
        f"sure enough of the cells to say; without them {_write_share(planted.said)}. Of "
        f"{clean.alarmed.whole:,} clean reports {clean.alarmed.part} got an error that is none"
        f"{_list_rules(clean.rules)}."
    )
    yield from ("", "| rule | found | not sure | errors beside it |", "|---|---:|---:|---|")
    for rule, score in (*accuracy.defects.items(), ("**all**", planted)):
        beside = _list_rules(score.beside).strip(" ()")
        yield f"| {rule} | {score.found.part}/{score.found.whole} | {score.unsure} | {beside} |"


def _list_rules(rules: Mapping[str, int]) -> str:
    said = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()) if count)
    return f" ({said})" if said else ""


def _write_facts(title: str, result: GoldResult) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"{result.reports} reports.")
    yield from (f"Skipped: {reason}" for reason in result.skipped)
    yield from (
        "",
        "| measure | right | expected | found | precision | recall | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    )
    order = sorted(result.tallies, key=lambda name: (name.startswith(TAG), name))
    for name in order:
        t = result.tallies[name]
        yield (
            f"| {name} | {t.right:,} | {t.expected:,} | {t.found:,} "
            f"| {t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f} |"
        )
    if result.tags_macro_f1 is not None:
        yield from ("", f"Tags macro-F1 over the themes that occur: {result.tags_macro_f1:.3f}.")


def _write_share(share: Share) -> str:
    return "–" if share.ratio is None else f"{share.ratio:.4f}"


def _write_number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and value != 1 else f"{value:.4f}"
