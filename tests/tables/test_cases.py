import pytest

from documents.tables import SURE
from tables import read_tables
from tests.tables.cases import CASES, Case

READ = [case for case in CASES if not case.lost]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_tables_say_what_the_report_says(case: Case) -> None:
    found = read_tables(case.text)
    assert [table.kind for table in found] == list(case.says)
    assert {table.form for table in found if table.kind != "disputes"} <= {case.form}
    for table in found:
        says = case.says[table.kind]
        assert {c.key: c.value for c in table if c.value != says[c.key]} == {}
        assert [str(c.key) for c in table if c.confidence < SURE] == []
        assert all((c.state == "number") == (c.value is not None) for c in table)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tables_are_sure_of_nothing_else(case: Case) -> None:
    for table in read_tables(case.text):
        says = case.says[table.kind]
        assert {c.key: c.value for c in table if c.sure and c.value != says[c.key]} == {}
