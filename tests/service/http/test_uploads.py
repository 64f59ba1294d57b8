import io
import zipfile

from documents.encoding import decode
from tests.service.http.sending import SAMPLES, Service, refuse


def pack(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


def test_uploads_answer_with_a_job_whose_result_is_the_contract(service: Service) -> None:
    data = service.write_report()
    answer = service.send(data)
    assert answer.headers["Location"].startswith("/v1/jobs/")
    job = service.wait(answer)
    assert job["state"] == "succeeded"
    assert job["progress"] == {"stage": None, "done": 1, "total": 1}
    document = service.client.get(job["result_url"])
    analysis = service.client.get(f"{job['result_url']}/analysis")
    assert document.json()["analysis"] == analysis.json()
    assert decode(analysis.content).text == data.decode().strip("\ufeff")
    assert document.headers["ETag"] == analysis.headers["ETag"] == '"1"'


def test_uploads_of_the_same_bytes_are_one_document(service: Service) -> None:
    data = service.write_report()
    first = service.wait(service.send(data, "one.txt"))
    again = service.send(data, "other.txt")
    assert again.json()["known"] == [first["document_id"]]
    assert service.wait(again) == first


def test_uploads_take_pasted_text(service: Service) -> None:
    text = service.write_report().decode()
    job = service.wait(service.client.post("/v1/documents", json={"text": text}))
    assert service.get(job["result_url"])["name"] == "粘贴的文字.txt"
    named = service.client.post("/v1/documents", data={"text": text + "。", "name": "甲镇.txt"})
    assert service.get(service.wait(named)["result_url"])["name"] == "甲镇.txt"


def test_uploads_of_several_files_are_one_batch(service: Service) -> None:
    data = [service.write_report(), service.write_report("township")]
    files = [("file", (f"{n}.txt", part)) for n, part in enumerate([*data, data[0], b""])]
    answer = service.client.post("/v1/documents", files=files)
    job = service.wait(answer)
    assert (job["kind"], job["state"]) == ("batch", "succeeded")
    assert job["progress"]["done"] == job["progress"]["total"] == 2
    assert [skipped["code"] for skipped in job["skipped"]] == ["empty-input"]
    listed = service.get(job["result_url"])["items"]
    assert {document["name"] for document in listed} == {"0.txt", "1.txt"}
    parts = service.get(f"/v1/jobs?batch={job['id']}")["items"]
    assert {part["document_id"] for part in parts} == {document["id"] for document in listed}


def test_uploads_open_archives(service: Service) -> None:
    archive = pack(
        a_txt=service.write_report(), b_exe=b"MZ\x90", c_pdf=b"%PDF-1.4 " + service.write_report()
    )
    job = service.wait(service.send(archive, "all.zip"))
    assert job["skipped"] == [
        {
            "name": "all.zip/b.exe",
            "code": "unsupported-format",
            "message": "暂不支持这种文件格式。",
        }
    ]
    states = {d["name"]: d["state"] for d in service.get(job["result_url"])["items"]}
    assert states == {"all.zip/a.txt": "succeeded", "all.zip/c.pdf": "failed"}
    assert job["error"] == {"code": "parts-failed", "message": "2 份中有 1 份未能处理。"}


def test_uploads_of_a_broken_file_fail_and_say_why(service: Service) -> None:
    job = service.wait(service.send(b"%PDF-1.7 " + service.write_report(), "broken.pdf"))
    assert job["state"] == "failed"
    assert job["error"]["code"] == "damaged-input"
    assert job["result_url"] is None
    document = service.get(f"/v1/documents/{job['document_id']}")
    assert document["error"] == job["error"]
    assert document["analysis"] is None
    refuse(service.client.get(f"/v1/documents/{job['document_id']}/analysis"), 409, "not-read")


def test_uploads_are_safe_to_repeat_with_a_key(service: Service) -> None:
    archive = pack(a_txt=service.write_report(), b_txt=service.write_report())
    key = {"Idempotency-Key": f"key-{next(service.numbers)}"}
    first = service.send(archive, "all.zip", headers=key)
    again = service.send(archive, "all.zip", headers=key)
    assert again.headers["Location"] == first.headers["Location"]
    assert service.send(archive, "all.zip").headers["Location"] != first.headers["Location"]
    other = service.send(service.write_report(), headers=key)
    refuse(other, 422, "idempotency-key-reused")


def test_uploads_refuse_what_holds_nothing(service: Service) -> None:
    refuse(service.send(b""), 422, "empty-input")
    refuse(service.send(b" \n"), 422, "empty-input")
    refuse(service.send(pack(), "none.zip"), 422, "archive-empty")
    refuse(service.client.post("/v1/documents", data={"name": "x"}), 422, "empty-input")
    refuse(service.client.post("/v1/documents", json={"text": 3}), 422, "invalid")
    refuse(service.client.post("/v1/documents", json=["text"]), 400, "bad-request")
    refuse(service.client.post("/v1/documents"), 415, "unsupported-media-type")


def test_uploads_keep_names_tame(service: Service) -> None:
    job = service.wait(service.send(service.write_report(), "..\\..\\etc/pass\u202ewd.txt"))
    assert service.get(f"/v1/documents/{job['document_id']}")["name"] == "passwd.txt"


def test_uploads_read_what_is_no_report(service: Service) -> None:
    notice = f"关于召开会议的通知\n请各单位于周五到会。第{next(service.numbers)}号".encode()
    document = service.get(service.wait(service.send(notice))["result_url"])
    assert document["is_report"] is False
    assert document["grade"] is None


def test_uploads_samples_are_there() -> None:
    assert (SAMPLES / "county.txt").exists()
