from tests.service.http.sending import Service, refuse


def test_documents_are_listed_page_by_page(service: Service) -> None:
    numbers = [service.add_report()["id"] for _ in range(3)]
    chosen = "&".join(f"id={number}" for number in numbers)
    seen: list[int] = []
    url = f"/v1/documents?{chosen}&limit=2&count=true"
    while url:
        page = service.get(url)
        assert page["count"] == 3
        seen += [document["id"] for document in page["items"]]
        url = page["next_url"]
    assert seen == sorted(numbers, reverse=True)


def test_documents_sorted_by_a_column_are_each_told_once(service: Service) -> None:
    numbers = {service.add_report(name)["id"] for name in ("county", "city", "county", "township")}
    chosen = "&".join(f"id={number}" for number in numbers)
    for sort in ("errors", "-errors", "unit", "-year", "boilerplate"):
        seen: list[dict[str, int]] = []
        url: str | None = f"/v1/documents?{chosen}&sort={sort}&limit=1"
        while url:
            page = service.get(url)
            seen += page["items"]
            url = page["next_url"]
        assert {document["id"] for document in seen} == numbers
        assert len(seen) == len(numbers)
        if sort == "-errors":
            errors = [document["errors"] for document in seen]
            assert errors == sorted(errors, reverse=True)


def test_documents_are_found_by_two_characters(service: Service) -> None:
    name = f"乙{chr(0x4E00 + next(service.numbers))}"
    text = service.write_report().decode() + f"\n经办人{name}。"
    number = service.wait(service.send(text.encode()))["document_id"]
    other = service.add_report()["id"]
    found = [d["id"] for d in service.get(f"/v1/documents?q={name}")["items"]]
    assert number in found
    assert other not in found
    assert service.get("/v1/documents?q=。")["items"] == []


def test_documents_are_filtered(service: Service) -> None:
    document = service.add_report("city")
    here = f"/v1/documents?id={document['id']}"
    for hit in (
        f"unit={document['unit']}",
        f"year={document['year']}",
        f"form={document['form']}",
        "state=succeeded",
        "is_report=true",
        f"grade={document['grade']}",
        f"model={document['model']}",
        f"has_errors={str(document['errors'] > 0).lower()}",
        f"job={document['job_id']}",
    ):
        assert service.get(f"{here}&{hit}")["items"], hit
    for miss in ("unit=无此单位", "year=1999", "state=failed", "form=none", "rule=late"):
        assert service.get(f"{here}&{miss}")["items"] == [], miss


def test_documents_give_text_and_file_as_they_came(service: Service) -> None:
    data = service.write_report()
    url = service.wait(service.send(data, "报告.txt"))["result_url"]
    text = service.client.get(f"{url}/text")
    assert text.text == service.get(f"{url}/analysis")["text"]
    file = service.client.get(f"{url}/file")
    assert file.content == data
    assert file.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in file.headers["content-security-policy"]


def test_documents_that_are_gone_are_not_those_that_never_were(service: Service) -> None:
    gone = service.add_report()
    service.add_report()
    assert service.client.delete(f"/v1/documents/{gone['id']}").status_code == 204
    refuse(service.client.get(f"/v1/documents/{gone['id']}"), 410, "gone")
    refuse(service.client.get("/v1/documents/999999"), 404, "not-found")
    refuse(service.client.get("/v1/documents/x"), 422, "invalid")
    assert service.get(f"/v1/documents?id={gone['id']}")["items"] == []


def test_documents_sent_again_after_deletion_are_read_again(service: Service) -> None:
    data = service.write_report()
    first = service.wait(service.send(data))
    service.client.delete(f"/v1/documents/{first['document_id']}")
    again = service.wait(service.send(data))
    assert again["state"] == "succeeded"
    assert again["document_id"] != first["document_id"]


def test_documents_refuse_a_cursor_of_somebody_elses(service: Service) -> None:
    refuse(service.client.get("/v1/documents?cursor=abc"), 400, "cursor-invalid")
    refuse(service.client.get("/v1/documents?limit=0"), 422, "invalid")
