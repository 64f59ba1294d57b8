import io
from dataclasses import replace
from urllib.parse import quote

import docx
from httpx2 import Response

from service.storage.readings import keep_current, load_current
from service.storage.rows import DocumentRow
from tests.service.http.office import OWN, Office
from tests.service.http.sending import Service, refuse


def _read(service: Service, document: int) -> str:
    return read_letter(service.client.get(f"/v1/documents/{document}/letter.docx"))


def read_letter(answer: Response) -> str:
    assert answer.status_code == 200
    opened = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_letter_leaves_out_what_was_dismissed(service: Service) -> None:
    document = service.add_report("water-bureau")["id"]
    assert "文表不一致" in _read(service, document)
    finding = service.get(f"/v1/documents/{document}/findings")[0]["id"]
    verdict = {"verdict": "dismissed", "reason": "已核实"}
    service.client.put(f"/v1/documents/{document}/findings/{finding}/verdict", json=verdict)
    assert "没有需要修改之处" in _read(service, document)


def test_letter_leaves_out_persons_on_request(office: Office) -> None:
    document = office.add_report(OWN)
    url = f"/v1/documents/{document}/letter.docx"
    with office.store.write() as session:
        row = session.get_one(DocumentRow, document)
        analysis = load_current(session, document)
        told = replace(analysis.findings[0], message="组长林若川的电话0571-87654321")
        keep_current(session, row, replace(analysis, findings=(told,)))
    assert "林若川的电话0571-87654321" in read_letter(office.ask("reviewer", "GET", url))
    masked = office.ask("reviewer", "GET", f"{url}?personal=false")
    assert "某某某的电话****-********" in read_letter(masked)
    assert quote("隐去个人信息") in masked.headers["Content-Disposition"]
    refuse(office.ask("trainer", "GET", url), 403, "role-lacking")
