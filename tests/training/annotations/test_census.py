from __future__ import annotations

from tests.training.annotations.samples import make_row
from training.annotations.annotation import Review
from training.annotations.census import Entry, count_labels


def test_census_counts_states_tags_layers_and_bodies() -> None:
    suggested = Review("suggested")
    census = count_labels(
        [
            make_row(id="a", organisation="乙局", tags=("引言",)),
            make_row(id="b", organisation="甲乡", tags=("引言", "其他"), review=suggested),
            make_row(id="c", organisation="甲乡", tags=None, counts=None),
            make_row(id="d", tags=(), review=Review("skipped")),
        ]
    )
    assert census.rows == 4
    assert dict(census.states) == {"reviewed": 2, "suggested": 1, "skipped": 1}
    assert {e.name: (e.rows, e.reviewed) for e in census.tags if e.rows} == {
        "引言": (2, 1),
        "其他": (1, 0),
    }
    assert {e.name: (e.rows, e.reviewed) for e in census.layers} == {
        "tags": (3, 1),
        "officials": (4, 2),
        "counts": (3, 1),
        "placeholders": (4, 2),
    }
    assert census.bodies == (Entry("甲乡", 2, 1), Entry("乙局", 1, 1), Entry(None, 1, 0))
