from typing import Any

from tests.service.http.sending import Service, refuse


def plant(service: Service) -> tuple[str, dict[str, Any]]:
    """A report with a sum that does not close: its address and the finding."""
    document = service.add_report("township")
    url = f"/v1/documents/{document['id']}"
    service.client.patch(
        f"{url}/cells/requests/new_received.total",
        json={"value": 977},
        headers=service.etag(document),
    )
    findings = service.get(f"{url}/findings")
    return url, next(f for f in findings if f["rule"] == "applicants-sum")


def judge(service: Service, url: str, finding: dict[str, Any], verdict: str, reason: str) -> Any:
    return service.client.put(
        f"{url}/findings/{finding['id']}/verdict", json={"verdict": verdict, "reason": reason}
    )


def test_findings_dismissed_stay_dismissed_after_another_run(service: Service) -> None:
    url, finding = plant(service)
    errors = service.get(url)["errors"]
    said = judge(service, url, finding, "dismissed", "已向单位核实").json()
    assert said["verdict"] == "dismissed"
    assert service.get(url)["errors"] == errors - 1
    service.wait(service.client.post(f"{url}:reprocess"))
    again = {f["id"]: f for f in service.get(f"{url}/findings")}[finding["id"]]
    assert again["verdict"] == "dismissed"
    assert again["last"]["reason"] == "已向单位核实"
    assert again["last"]["outdated"] is False
    assert service.get(url)["errors"] == errors - 1


def test_findings_dismissed_are_open_again_when_their_cells_change(service: Service) -> None:
    url, finding = plant(service)
    judge(service, url, finding, "dismissed", "已核实")
    etag = service.client.get(f"{url}/tables").headers["ETag"]
    service.client.patch(
        f"{url}/cells/requests/new_received.total",
        json={"value": 978},
        headers={"If-Match": etag},
    )
    changed = next(f for f in service.get(f"{url}/findings") if f["rule"] == "applicants-sum")
    assert changed["verdict"] == "open"
    assert changed["last"] is None or changed["last"]["outdated"] is True


def test_findings_take_verdicts_back_and_remember_them(service: Service) -> None:
    url, finding = plant(service)
    judge(service, url, finding, "confirmed", "")
    assert judge(service, url, finding, "open", "看错了").json()["verdict"] == "open"
    said = service.get(f"{url}/findings/{finding['id']}/verdicts")
    assert [row["verdict"] for row in said] == ["open", "confirmed"]


def test_findings_are_not_dismissed_without_a_reason(service: Service) -> None:
    url, finding = plant(service)
    refuse(judge(service, url, finding, "dismissed", " "), 422, "reason-missing")
    refuse(judge(service, url, finding, "wrong", ""), 422, "invalid")
    refuse(judge(service, url, {"id": "none"}, "confirmed", ""), 404, "not-found")


def test_findings_of_all_reports_are_listed(service: Service) -> None:
    url, finding = plant(service)
    number = int(url.rpartition("/")[2])
    unit = service.get(url)["unit"]
    listed = service.get(f"/v1/findings?rule=applicants-sum&unit={unit}&limit=500")["items"]
    assert (number, finding["id"]) in {(f["document_id"], f["id"]) for f in listed}
    judge(service, url, finding, "mended", "")
    listed = service.get(f"/v1/findings?rule=applicants-sum&unit={unit}&limit=500")["items"]
    assert (number, finding["id"]) not in {(f["document_id"], f["id"]) for f in listed}
    mended = service.get(f"/v1/findings?verdict=mended&unit={unit}&limit=500")["items"]
    assert (number, finding["id"]) in {(f["document_id"], f["id"]) for f in mended}
    assert {rule["code"] for rule in service.get("/v1/rules")} >= {"applicants-sum", "late"}
