from documents.places import Span
from nlp.names import COMPOUND_SURNAMES, SURNAMES, is_marked, mark_names


def test_names_are_marked_place_by_place() -> None:
    marked = mark_names("由张三、李 四任", [Span(1, 3), Span(4, 7)])
    assert len(marked) == len("由张三、李 四任")
    assert [is_marked(marked[place:]) for place in range(8)] == [
        *(False, True, True, False),
        *(True, True, True, False),
    ]


def test_names_surnames_are_listed_by_their_length() -> None:
    assert set("王何欧区") <= set(SURNAMES)
    assert all(len(surname) == 2 for surname in COMPOUND_SURNAMES.split("|"))
