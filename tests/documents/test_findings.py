import pytest

from documents.findings import Evidence, name_finding
from documents.places import Span

EVIDENCE = (Evidence(Span(3, 9), "公开12条"), Evidence(None, "", "requests:out.total.total"))


def test_findings_keep_their_id_over_runs() -> None:
    """The id of a stored verdict: a change of it loses every verdict that users have given."""
    assert name_finding("ab" * 32, "outcomes-sum", EVIDENCE) == "13052de18d55c53e"


@pytest.mark.parametrize(
    ("source", "rule", "evidence"),
    [
        ("cd" * 32, "outcomes-sum", EVIDENCE),
        ("ab" * 32, "applicants-sum", EVIDENCE),
        ("ab" * 32, "outcomes-sum", EVIDENCE[:1]),
        ("ab" * 32, "outcomes-sum", EVIDENCE[::-1]),
        ("ab" * 32, "outcomes-sum", (Evidence(Span(3, 8), "公开12条"), EVIDENCE[1])),
    ],
)
def test_findings_differ_by_source_rule_and_evidence(
    source: str, rule: str, evidence: tuple[Evidence, ...]
) -> None:
    assert name_finding(source, rule, evidence) != name_finding("ab" * 32, "outcomes-sum", EVIDENCE)
