from tests.golden import REWRITING


def test_golden_flag_is_off() -> None:
    assert not REWRITING, "GONGKAI_REWRITE_GOLDEN is set: nothing was compared with a golden file"
