from __future__ import annotations

import pytest

from analysis.contact import find_contact
from documents.report import Contact


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (
            "联系（地址：白石县中街8号，邮编：646000，电话：0830-1234567）。",
            Contact(address="白石县中街8号", phone="0830-1234567", postcode="646000"),
        ),
        (
            "联系电话为（0830）1234567；通讯地址:白石县中街8号;邮政编码:646000",
            Contact(address="白石县中街8号", phone="(0830)1234567", postcode="646000"),
        ),
        ("电话：０８３０－１２３４５６７。", Contact(phone="0830-1234567")),
        (
            "可在网站（http://www.example.gov.cn/xx）下载，邮箱a_b@example.gov.cn。",
            Contact(email="a_b@example.gov.cn", website="http://www.example.gov.cn/xx"),
        ),
        ("本年度公开信息1234567条。", Contact()),
        ("", Contact()),
    ],
)
def test_contact_is_read(text: str, contact: Contact) -> None:
    assert find_contact(text) == contact
