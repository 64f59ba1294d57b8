"""Mentions of a paragraph as people correct them over HTTP."""

import json
from typing import Any

import pytest

from service.guard.frames import Head
from service.guard.pool import Guard
from tests.service.http.sending import Service, refuse

REPORT = """清溪镇人民政府2023年政府信息公开工作年度报告

一、总体情况
2023年，清溪镇成立政务公开领导小组，由镇长李明任组长，副镇长周小芸任副组长。全年主动公开政府信息128条，
其中公开重点领域信息XX条，召开推进会3次。

二、存在问题
公开不够及时。
"""
TEXT = "由镇长李明任组长"


def send(service: Service) -> tuple[dict[str, Any], dict[str, Any]]:
    """A document of these words, read, and its paragraph with people in it."""
    words = f"{REPORT}\n第{next(service.numbers)}份"
    job = service.wait(service.send(words.encode(), "清溪镇.txt"))
    document: dict[str, Any] = service.get(job["result_url"])
    paragraph = next(p for p in document["analysis"]["paragraphs"] if TEXT in p["text"])
    return document, paragraph


def change(service: Service, document: dict[str, Any], paragraph: str, **layers: Any) -> Any:
    url = f"/v1/documents/{document['id']}/paragraphs/{paragraph}"
    return service.client.patch(url, json=layers, headers=service.etag(document))


def find(document: dict[str, Any], words: str) -> list[int]:
    start = document["analysis"]["text"].index(words)
    return [start, start + len(words)]


def find_labels(service: Service, document: dict[str, Any]) -> list[dict[str, Any]]:
    rows = service.client.get("/v1/labels/export").text.splitlines()
    return [
        row
        for row in map(json.loads, rows)
        if row["source"]["sha256"] == document["sha256"] and row["review"]["state"] == "reviewed"
    ]


def test_mending_takes_out_what_is_no_person_and_puts_in_who_was_missed(service: Service) -> None:
    document, paragraph = send(service)
    told = [official["name"] for official in document["analysis"]["officials"]]
    assert told == ["李明", "周小芸"]
    answer = change(service, document, paragraph["id"], officials=[])
    assert answer.status_code == 200, answer.text
    assert answer.json()["mentions"]["officials"] == []
    assert answer.json()["mentions"]["counts"] == document["analysis"]["counts"]
    given = [{"span": find(document, "周小芸")}, {"span": find(document, "李明"), "role": "召集人"}]
    answer = change(service, document, paragraph["id"], officials=given)
    found = answer.json()["mentions"]["officials"]
    assert [(o["name"], o["post"], o["role"]) for o in found] == [
        ("李明", "镇长", "召集人"),
        ("周小芸", "副镇长", "副组长"),
    ]
    assert [o["span"] for o in found] == [find(document, "李明"), find(document, "周小芸")]


def test_mending_is_written_down_and_survives_a_new_reading(service: Service) -> None:
    document, paragraph = send(service)
    url = f"/v1/documents/{document['id']}"
    change(service, document, paragraph["id"], officials=[{"span": find(document, "李明")}])
    (edit,) = service.get(f"{url}/edits")
    assert (edit["kind"], edit["target"], edit["by"]) == ("mentions", paragraph["id"], "local")
    assert [o["name"] for o in edit["before"]["officials"]] == ["李明", "周小芸"]
    assert [o["name"] for o in edit["after"]["officials"]] == ["李明"]
    assert edit["after"].keys() == {"text", "officials"}
    start, end = edit["after"]["officials"][0]["span"]
    assert paragraph["text"][start:end] == "李明"
    service.wait(service.client.post(f"{url}:reprocess"))
    assert [o["name"] for o in service.get(f"{url}/mentions")["officials"]] == ["李明"]
    original = service.get(f"{url}/analysis?original=true")
    assert [o["name"] for o in original["officials"]] == ["李明", "周小芸"]


def test_mending_runs_the_review_anew(service: Service) -> None:
    document, paragraph = send(service)
    left = [f for f in document["analysis"]["findings"] if f["rule"] == "placeholder-left"]
    assert left
    change(service, document, paragraph["id"], placeholders=[])
    findings = service.get(f"/v1/documents/{document['id']}/findings")
    assert "placeholder-left" not in [finding["rule"] for finding in findings]
    gap = {"span": find(document, "XX"), "kind": "mask"}
    change(service, document, paragraph["id"], placeholders=[gap])
    findings = service.get(f"/v1/documents/{document['id']}/findings")
    assert "placeholder-left" in [finding["rule"] for finding in findings]


def test_mending_is_a_label_of_what_was_corrected_and_of_no_more(service: Service) -> None:
    document, paragraph = send(service)
    change(service, document, paragraph["id"], officials=[{"span": find(document, "李明")}])
    (label,) = find_labels(service, document)
    assert [o["name"] for o in label["officials"]] == ["李明"]
    assert (label["tags"], label["counts"], label["placeholders"]) == (None, None, None)
    start, end = label["officials"][0]["span"]
    assert label["text"][start:end] == "李明"
    change(service, document, paragraph["id"], tags=["组织领导"])
    label = find_labels(service, document)[-1]
    assert label["tags"] == ["组织领导"]
    assert [o["name"] for o in label["officials"]] == ["李明"]


def test_mending_keeps_what_a_count_was_read_as(service: Service) -> None:
    document, paragraph = send(service)
    counts = document["analysis"]["counts"]
    span = find(document, "128条")
    given = [{"span": c["span"]} for c in counts if c["span"] != span]
    change(service, document, paragraph["id"], counts=given)
    more = [*given, {"span": span, "measure": "重点信息"}]
    answer = change(service, document, paragraph["id"], counts=more)
    assert answer.status_code == 200, answer.text
    found = {tuple(c["span"]): c for c in answer.json()["mentions"]["counts"]}
    assert found[tuple(span)]["value"] == 128
    assert found[tuple(span)]["measure"] == "重点信息"
    kept = [c for c in found.values() if c["span"] != span]
    assert kept == [c for c in counts if c["span"] != span]


def test_mending_finds_words_that_a_line_break_divides(service: Service) -> None:
    words = REPORT.replace("周小芸", "周小\n芸")
    job = service.wait(service.send(f"{words}\n第{next(service.numbers)}份".encode(), "断行.txt"))
    document = service.get(job["result_url"])
    paragraph = next(p for p in document["analysis"]["paragraphs"] if TEXT in p["text"])
    assert "周小芸" in paragraph["text"]
    span = find(document, "周小\n芸")
    answer = change(service, document, paragraph["id"], officials=[{"span": span}])
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()["mentions"]["officials"]
    assert (found["name"], found["span"]) == ("周小芸", span)


def test_mending_refuses_what_cannot_be(service: Service) -> None:
    document, paragraph = send(service)
    url = f"/v1/documents/{document['id']}/paragraphs/{paragraph['id']}"
    inside = find(document, "李明")
    refuse(service.client.patch(url, json={"officials": []}), 428, "if-match-missing")
    stale = service.client.patch(url, json={"officials": []}, headers={"If-Match": '"0"'})
    refuse(stale, 412, "revision-mismatch")
    for layers, status, code in (
        ({"officials": [{"span": [0, 3]}]}, 409, "conflict"),
        ({"officials": [{"span": [inside[1], inside[0]]}]}, 409, "conflict"),
        ({"officials": [{"span": [-3, -1]}]}, 409, "conflict"),
        ({"officials": [{"span": inside, "name": "王强"}]}, 422, "label-wrong"),
        ({"officials": [{"span": inside}, {"span": inside}]}, 422, "label-wrong"),
        ({"counts": [{"span": inside}]}, 422, "label-wrong"),
        ({"placeholders": [{"span": inside, "kind": "blank_cell"}]}, 422, "invalid"),
        ({"people": []}, 422, "invalid"),
    ):
        refuse(change(service, document, paragraph["id"], **layers), status, code)
    refuse(change(service, document, "p999", officials=[]), 404, "paragraph-missing")
    assert service.get(f"/v1/documents/{document['id']}/edits") == []


def test_mending_holds_for_the_words_it_was_made_on(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is quicker while the words are read: not even ``*`` writes over that."""
    document, paragraph = send(service)
    url = f"/v1/documents/{document['id']}/paragraphs/{paragraph['id']}"
    ask = Guard.ask

    def dawdle(guard: Guard, head: Head, body: bytes) -> tuple[Head, bytes]:
        answer = ask(guard, head, body)
        if head["kind"] == "mend" and head["marks"]["officials"] is not None:
            service.client.patch(url, json={"tags": ["其他"]}, headers={"If-Match": "*"})
        return answer

    monkeypatch.setattr(Guard, "ask", dawdle)
    late = service.client.patch(url, json={"officials": []}, headers={"If-Match": "*"})
    refuse(late, 412, "revision-mismatch")
    assert len(service.get(f"/v1/documents/{document['id']}/mentions")["officials"]) == 2
