import json
from typing import Any

from service.storage.rows import DocumentRow
from tests.service.http.sending import Service, refuse


def read_stream(text: str) -> list[dict[str, Any]]:
    """The events of a stream that has ended."""
    events = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            events.append({**fields, "data": json.loads(fields["data"])})
    return events


def test_jobs_are_listed_the_newest_first(service: Service) -> None:
    _, first, second = (service.add_report() for _ in range(3))
    jobs = service.get("/v1/jobs?kind=structure&state=succeeded&limit=2")
    assert [job["document_id"] for job in jobs["items"]] == [second["id"], first["id"]]
    rest = service.get(f"/v1/jobs?kind=structure&limit=1&cursor={jobs['next_cursor']}")
    assert rest["items"][0]["id"] < jobs["items"][1]["id"]


def test_jobs_that_have_ended_are_neither_cancelled_nor_forgotten(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/jobs/{document['job_id']}"
    refuse(service.client.post(f"{url}:cancel"), 409, "conflict")
    assert service.get(url) == service.get(url)
    assert service.get(url)["run_seconds"] > 0


def test_jobs_that_failed_can_be_done_again(service: Service) -> None:
    failed = service.wait(service.send(b"%PDF-1.7 " + service.write_report(), "broken.pdf"))
    answer = service.client.post(f"/v1/jobs/{failed['id']}:retry")
    again = service.wait(answer)
    assert again["id"] > failed["id"]
    assert again["document_id"] == failed["document_id"]
    assert service.get(f"/v1/documents/{failed['document_id']}")["job_id"] == again["id"]


def test_jobs_of_a_batch_are_done_again_where_they_failed(service: Service) -> None:
    files = [
        ("file", ("good.txt", service.write_report())),
        ("file", ("bad.pdf", b"%PDF-1.7 " + service.write_report())),
    ]
    batch = service.wait(service.client.post("/v1/documents", files=files))
    again = service.wait(service.client.post(f"/v1/jobs/{batch['id']}:retry"))
    assert again["id"] == batch["id"]
    assert again["progress"]["done"] == 2
    assert again["error"]["code"] == "parts-failed"
    attempts = {
        document["name"]: service.get(f"/v1/documents/{document['id']}")["revision"]
        for document in service.get(batch["result_url"])["items"]
    }
    assert attempts == {"good.txt": 1, "bad.pdf": 0}


def test_jobs_read_a_selection_anew_with_the_model_in_use(service: Service) -> None:
    documents = [service.add_report(name) for name in ("city", "county", "county")]
    changed, judged, _ = documents
    cell = f"/v1/documents/{changed['id']}/cells/requests/new_received.total"
    service.client.patch(cell, json={"value": 77}, headers=service.etag(changed))
    findings = service.get(f"/v1/documents/{judged['id']}/findings")
    verdict = f"/v1/documents/{judged['id']}/findings/{findings[0]['id']}/verdict"
    service.client.put(verdict, json={"verdict": "dismissed", "reason": "已核实"})
    model = service.get("/v1/config")["model"]
    assert {document["model"] for document in documents} == {model}
    chosen = "&".join(f"id={document['id']}" for document in documents)

    nothing = service.wait(service.client.post(f"/v1/documents:reprocess?{chosen}"))
    assert (nothing["state"], nothing["progress"]["total"]) == ("succeeded", 0)
    store = service.client.app.state.context.store  # type: ignore[attr-defined]
    with store.write() as session:
        for document in (changed, judged):
            session.get_one(DocumentRow, document["id"]).model = "tags-20200101-000000000000"
    job = service.wait(service.client.post(f"/v1/documents:reprocess?{chosen}"))
    assert (job["kind"], job["state"]) == ("reprocess", "succeeded")
    assert (job["progress"]["done"], job["progress"]["total"]) == (2, 2)
    read = service.get(job["result_url"])["items"]
    assert {document["id"] for document in read} == {changed["id"], judged["id"]}
    assert {document["model"] for document in read} == {model}
    again = {number: service.get(f"/v1/documents/{number}") for number in (d["id"] for d in read)}
    assert 77 in {
        c["value"] for t in again[changed["id"]]["analysis"]["tables"] for c in t["cells"]
    }
    findings = service.get(f"/v1/documents/{judged['id']}/findings")
    assert [f["verdict"] for f in findings].count("dismissed") == 1


def test_jobs_failures_stay_until_they_are_acknowledged(service: Service) -> None:
    failed = service.wait(service.send(b"%PDF-1.7 " + service.write_report(), "broken.pdf"))
    url = "/v1/jobs?state=failed&acknowledged=false&limit=500"
    assert failed["id"] in {job["id"] for job in service.get(url)["items"]}
    service.client.post(f"/v1/jobs/{failed['id']}:acknowledge")
    assert failed["id"] not in {job["id"] for job in service.get(url)["items"]}


def test_jobs_that_never_were(service: Service) -> None:
    refuse(service.client.get("/v1/jobs/999999"), 404, "not-found")


def test_events_of_a_job_end_with_it_and_go_on_where_a_reader_left_off(service: Service) -> None:
    job = service.wait(service.send(service.write_report()))
    url = f"/v1/jobs/{job['id']}/events"
    answer = service.client.get(url)
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = read_stream(answer.text)
    assert events[-1]["event"] == "job.finished"
    assert {event["event"] for event in events[:-1]} == {"job.updated"}
    assert events[-1]["data"] == job
    numbers = [int(event["id"]) for event in events]
    assert numbers == sorted(set(numbers))
    rest = service.client.get(url, headers={"Last-Event-ID": str(numbers[0])})
    assert read_stream(rest.text) == events[1:]
    assert read_stream(service.client.get(f"{url}?after={numbers[0]}").text) == events[1:]
    refuse(service.client.get(url, headers={"Last-Event-ID": "x"}), 400, "event-id-invalid")
