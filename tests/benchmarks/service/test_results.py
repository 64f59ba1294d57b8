from benchmarks.service.board import Answer, Board
from benchmarks.service.results import put_section, write_board


def test_results_replace_a_section_and_keep_the_others() -> None:
    page = put_section("", "Board, on SQLite", "Monday.", "| old |")
    page = put_section(page, "Memory, on SQLite", "Tuesday.", "1 → 2")
    page = put_section(page, "Board, on SQLite", "Wednesday.", "| new |")
    assert page.count("\n## ") == 2
    assert "Tuesday.\n\n1 → 2" in page
    assert "Wednesday.\n\n| new |" in page
    assert "old" not in page
    assert put_section(page, "Board, on SQLite", "Wednesday.", "| new |") == page


def test_results_say_what_is_over_the_goal() -> None:
    board = Board("SQLite", 10, (Answer("quick", 199.0, 9.0), Answer("slow", 201.0, 9.0)))
    said = "\n".join(write_board(board))
    assert "| quick | 199 ms | 9 ms |" in said
    assert "| slow | 201 ms **over** | 9 ms |" in said
