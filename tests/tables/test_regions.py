from tables.fields import cut_fields
from tables.folding import fold
from tables.regions import TableRegion, find_regions
from tables.stream import read_stream
from tests.tables.cases import (
    DISPUTES_IN_TABS,
    FILLED,
    PIPES_AT_BOTH_ENDS,
    write_requests,
    write_tabs,
)

REQUESTS = write_requests("v2021", FILLED, write_tabs)


def find(text: str) -> tuple[TableRegion, ...]:
    return find_regions(read_stream(cut_fields(fold(text))))


def list_kinds(text: str) -> list[str]:
    return [region.kind for region in find(text)]


def test_regions_part_the_three_tables() -> None:
    text = PIPES_AT_BOTH_ENDS + REQUESTS + DISPUTES_IN_TABS
    assert list_kinds(text) == ["proactive", "requests", "disputes"]


def test_regions_part_copies_of_a_table() -> None:
    assert list_kinds(PIPES_AT_BOTH_ENDS * 2) == ["proactive", "proactive"]
    assert list_kinds(REQUESTS + "\n附件：格式模板\n" + REQUESTS) == ["requests", "requests"]


def test_regions_join_a_table_torn_by_a_running_head() -> None:
    above, below = REQUESTS.split("\t（四）无法提供", 1)
    head = "青石镇人民政府\n2023年政府信息公开工作年度报告\n"
    assert list_kinds(f"{above}\n{head}\n\t（四）无法提供{below}") == ["requests"]


def test_regions_end_before_the_next_chapter() -> None:
    text = f"{DISPUTES_IN_TABS}\n五、存在的主要问题及改进情况\n3\n总计\n7\n"
    (region,) = find(text)
    last = max(t.end for t in region.tokens if t.kind != "row")
    assert last == len(DISPUTES_IN_TABS) - 1


def test_regions_need_more_than_a_few_words() -> None:
    assert list_kinds("本年收到自然人申请3件，总计3件。\n") == []
    assert list_kinds("规章\t0\n") == []
    assert list_kinds("结果维持\t1\n总计\t1\n") == []
