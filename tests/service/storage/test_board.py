from dataclasses import replace

from documents.errors import Failure
from service.storage.board import grade_reading
from tests.service.analyses import build_analysis, build_stranger


def test_board_grades_by_what_cannot_be_vouched_for() -> None:
    analysis = replace(build_analysis(), failures=())
    assert [grade_reading(analysis, doubts, 200) for doubts in (0, 1, 200)] == [
        "good",
        "fair",
        "poor",
    ]
    assert grade_reading(build_stranger("通知.txt"), 0, 0) is None


def test_board_takes_a_part_of_a_report_for_as_good_as_it_was_read() -> None:
    fragment = replace(build_analysis(), failures=(Failure("analysis", "fragment", "只是一部分"),))
    assert grade_reading(fragment, 0, 200) == "good"
    lost = replace(build_analysis(), failures=(Failure("ingest", "page-unread", "没有读到"),))
    assert grade_reading(lost, 0, 200) == "poor"
