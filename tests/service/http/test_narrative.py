from tests.service.http.sending import Service, refuse


def test_narrative_tags_are_set_by_people_and_kept_as_labels(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}"
    paragraph = service.get(f"{url}/paragraphs")[2]
    address = f"{url}/paragraphs/{paragraph['id']}"
    refuse(service.client.patch(address, json={"tags": []}), 428, "if-match-missing")
    answer = service.client.patch(
        address, json={"tags": ["其他", "主动公开"]}, headers=service.etag(document)
    )
    assert answer.status_code == 200, answer.text
    tags = [{"tag": "主动公开", "score": 1.0}, {"tag": "其他", "score": 1.0}]
    assert answer.json()["paragraph"] == paragraph | {"tags": tags}
    assert service.get(f"{url}/paragraphs")[2]["tags"] == tags
    label = next(
        row
        for row in service.client.get("/v1/labels/export").text.splitlines()
        if document["sha256"] in row and paragraph["text"][:20] in row
    )
    assert '"reviewed"' in label
    service.wait(service.client.post(f"{url}:reprocess"))
    assert service.get(f"{url}/paragraphs")[2]["tags"] == tags


def test_narrative_refuses_tags_and_paragraphs_that_there_are_not(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}/paragraphs"
    seen = service.etag(document)
    refuse(service.client.patch(f"{url}/p0", json={"tags": ["无"]}, headers=seen), 422, "invalid")
    missing = service.client.patch(f"{url}/p999", json={"tags": []}, headers=seen)
    refuse(missing, 404, "paragraph-missing")


def test_narrative_mentions_are_those_of_the_contract(service: Service) -> None:
    document = service.add_report()
    mentions = service.get(f"/v1/documents/{document['id']}/mentions")
    assert mentions == {key: document["analysis"][key] for key in mentions}
    assert mentions["counts"]


def test_labels_come_least_sure_first_and_none_like_another(service: Service) -> None:
    document = service.add_report("water-bureau")
    queue = service.get(f"/v1/labels/queue?document={document['id']}&limit=50")
    margins = [item["margin"] for item in queue["items"]]
    assert margins == sorted(margins)
    texts = [item["annotation"]["text"] for item in queue["items"]]
    assert len(set(texts)) == len(texts)
    assert queue["open"] >= len(texts)


def test_labels_are_given_again_and_the_later_one_holds(service: Service) -> None:
    document = service.add_report("subdistrict")
    queue = service.get(f"/v1/labels/queue?document={document['id']}&limit=50")
    item = next(item for item in queue["items"] if item["annotation"]["counts"])
    marks = [{"label": "count", "span": m["span"]} for m in item["annotation"]["counts"]]
    url = f"/v1/labels/{item['id']}"
    first = service.client.put(url, json={"tags": ["引言"], "marks": marks})
    assert first.status_code == 200, first.text
    row = first.json()["annotation"]
    assert row["counts"] == item["annotation"]["counts"]
    assert row["officials"] == []
    assert (row["review"]["state"], row["review"]["by"]) == ("reviewed", "local")
    second = service.client.put(url, json={"tags": [], "state": "skipped"}).json()
    assert (second["state"], second["annotation"]["counts"]) == ("skipped", None)
    rest = service.get(f"/v1/labels/queue?document={document['id']}&limit=50")
    assert item["id"] not in {i["id"] for i in rest["items"]}
    assert rest["skipped"] == 1


def test_labels_refuse_marks_that_cannot_be(service: Service) -> None:
    document = service.add_report()
    item = service.get(f"/v1/labels/queue?document={document['id']}")["items"][0]
    url = f"/v1/labels/{item['id']}"
    for mark in (
        {"label": "count", "span": [0, 1]},
        {"label": "nothing", "span": [0, 1]},
        {"label": "official", "span": [5, 100_000]},
        {"label": "official", "span": [3, 1]},
        {"label": "official", "span": [-3, 1]},
    ):
        answer = service.client.put(url, json={"tags": [], "marks": [mark]})
        refuse(answer, 422, "label-wrong")
    refuse(service.client.put("/v1/labels/none", json={"tags": []}), 404, "label-missing")


def test_labels_go_out_and_come_back(service: Service) -> None:
    document = service.add_report()
    item = service.get(f"/v1/labels/queue?document={document['id']}")["items"][0]
    service.client.put(f"/v1/labels/{item['id']}", json={"tags": ["其他"]})
    exported = service.client.get("/v1/labels/export").content
    told = service.client.post("/v1/labels/import?dry_run=true", content=exported).json()
    assert told["effects"]["same"] == exported.count(b"\n")
    assert (told["faults"], told["written"]) == ([], False)
    broken = service.client.post("/v1/labels/import", content=b"{}\n" + exported).json()
    assert len(broken["faults"]) == 1
    assert broken["written"] is False
    assert service.get("/v1/labels/status")["states"]["reviewed"] >= 1


def test_models_list_the_one_in_use(service: Service) -> None:
    models = service.get("/v1/models")
    assert models["champion"] == "builtin"
    assert [version["name"] for version in models["versions"]] == ["builtin"]
    assert service.get("/v1/models/champion")["name"] == "builtin"
    refuse(service.client.get("/v1/models/nothing"), 404, "unknown-model")
    refuse(service.client.post("/v1/models/challenger:promote"), 404, "unknown-model")
    refuse(service.client.post("/v1/models/builtin:promote"), 409, "already-champion")
    refuse(service.client.post("/v1/models:rollback"), 409, "nothing-before")
