from training.factory.placings import BLANK, Token, find_certain, find_certain_windows


def number(value: int) -> Token:
    return ("number", value)


def test_placings_of_a_full_line_are_certain() -> None:
    tokens = [number(n) for n in (2, 0, 0, 0, 1, 0, 3)]
    assert find_certain(tokens, [7], True) == [True] * 7


def test_placings_of_a_line_without_values_are_certain_blanks() -> None:
    assert find_certain([], [7], True) == [True] * 7


def test_placings_keep_only_the_total_certain_when_one_value_floats() -> None:
    assert find_certain([number(5), number(5)], [7], True) == [False] * 6 + [True]


def test_placings_of_a_single_zero_are_nowhere_certain() -> None:
    assert find_certain([number(0)], [7], True) == [False] * 7


def test_placings_without_a_sum_know_a_full_line_only() -> None:
    assert find_certain([number(1), number(2)], [3], False) == [False] * 3


def test_placings_use_the_sum_of_each_group() -> None:
    tokens = [number(n) for n in (1, 2, 3, 4, 10, 5, 6, 7, 8, 26)]
    assert find_certain(tokens, [5, 5, 5], True) == [False] * 5 + [False] * 5 + [False] * 5
    assert find_certain([*tokens, *tokens[:5]], [5, 5, 5], True) == [True] * 15


def test_placings_in_windows_doubt_blanks_beside_fillers() -> None:
    tokens = [BLANK, number(4), number(4)]
    assert find_certain_windows(tokens, [3], False, 0, 0) == [True] * 3
    assert find_certain_windows(tokens, [3], False, 0, 1) == [False, True, False]
    assert find_certain_windows(tokens, [3], True, 0, 1) == [True] * 3
