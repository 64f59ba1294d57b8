from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.learning.office import (
    MOST,
    count_wrong,
    cut_bodies,
    draw_batch,
    read_office,
    shuffle_labels,
)


def test_office_bodies_measured_are_never_corrected() -> None:
    office = read_office()
    pool, rest = ({row.organisation for row in rows} for rows in (office.pool, office.rest))
    assert pool.isdisjoint(rest)
    assert len(rest) >= 5
    assert len(office.pool) >= MOST
    assert len(office.rest) >= 130


def test_office_a_larger_batch_holds_the_smaller() -> None:
    pool = read_office().pool
    assert draw_batch(pool, 50, draw=1)[:25] == draw_batch(pool, 25, draw=1)
    assert draw_batch(pool, 25, draw=1) != draw_batch(pool, 25, draw=2)


@pytest.mark.parametrize(("share", "least"), [(1.0, 150), (0.5, 75), (0.1, 10)])
def test_office_shuffling_moves_labels_and_nothing_else(share: float, least: int) -> None:
    right = draw_batch(read_office().pool, MOST, draw=0)
    wrong = shuffle_labels(right, share, draw=0)
    assert [row.text for row in wrong] == [row.text for row in right]
    assert Counter(row.tags for row in wrong) == Counter(row.tags for row in right)
    assert least <= count_wrong(right, wrong) <= share * MOST
    assert shuffle_labels(right, share, draw=0) == wrong


def test_office_parts_are_of_whole_bodies() -> None:
    rest = read_office().rest
    parts = list(cut_bodies(rest, 3))
    assert sum(map(len, parts)) == len(rest)
    assert len({row.organisation for row in rest}) == sum(
        len({row.organisation for row in part}) for part in parts
    )
