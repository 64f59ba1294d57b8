import io

import docx

from tests.service.http.sending import Service


def _read(service: Service, document: int) -> str:
    answer = service.client.get(f"/v1/documents/{document}/letter.docx")
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
