from hypothesis import given
from hypothesis import strategies as st

from documents.places import Box
from ingest.pdfchars import build_runs, read_glyphs

A4 = Box(0, 0, 595, 842)


def make_char(text: str, left: float, top: float, size: float = 10.0) -> dict[str, object]:
    return {"text": text, "x0": left, "x1": left + size, "top": top, "bottom": top + size}


def read_runs(*chars: dict[str, object]) -> list[str]:
    return [run.text for run in build_runs(read_glyphs(chars, A4))]


def test_pdfchars_reads_lines_from_left_to_right() -> None:
    chars = [make_char(c, 10 + 10 * k, 50) for k, c in enumerate("政府信息")]
    assert read_runs(*reversed(chars), make_char("下", 10, 70)) == ["政府信息", "下"]


def test_pdfchars_keeps_smaller_figures_on_their_line() -> None:
    runs = read_runs(
        make_char("共", 10, 50, 12), make_char("5", 22, 53, 8), make_char("条", 30, 50)
    )
    assert runs == ["共5条"]


def test_pdfchars_writes_a_gap_as_spaces() -> None:
    assert read_runs(make_char("开", 10, 50), make_char("条", 50, 50)) == ["开      条"]
    assert read_runs(make_char("开", 10, 50), make_char("条", 24, 50)) == ["开条"]


def test_pdfchars_reads_what_is_drawn_twice_once() -> None:
    bold = [make_char("标", 10, 50), make_char("标", 10.3, 50.2), make_char("题", 20, 50)]
    assert read_runs(*bold) == ["标题"]
    assert read_runs(make_char("0", 10, 50, 5), make_char("0", 15, 50, 5)) == ["00"]


def test_pdfchars_leaves_out_what_is_off_the_page() -> None:
    assert read_runs(make_char("里", 10, 50), make_char("外", 700, 50)) == ["里"]


def test_pdfchars_names_radicals_and_doubts_the_nameless() -> None:
    (run,) = build_runs(read_glyphs([make_char("⾏", 10, 50), make_char("⺠", 20, 50)], A4))
    assert (run.text, run.confidence) == ("行民", 1.0)
    assert read_runs(make_char("⻔", 10, 50), make_char("⼾", 20, 50)) == ["门户"]
    (run,) = build_runs(read_glyphs([make_char("(cid:77)", 10, 50)], A4))
    assert (run.text, run.confidence) == ("\ufffd", 0.0)


@given(st.text("甲乙丙 0123", min_size=1, max_size=12))
def test_pdfchars_gives_each_code_point_an_edge(text: str) -> None:
    glyphs = read_glyphs([make_char(c, 10 + 10 * k, 50) for k, c in enumerate(text)], A4)
    for run in build_runs(glyphs):
        assert run.text == text.strip()
        assert len(run.edges) == len(run.text) + 1
        assert list(run.edges) == sorted(run.edges)
