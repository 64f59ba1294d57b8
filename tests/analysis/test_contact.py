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
        (
            "請聯系（地址：雲嶺縣中街8號，郵政編碼：646000，聯系電話：0830-1234567）。",
            Contact(address="雲嶺縣中街8號", phone="0830-1234567", postcode="646000"),
        ),
        ("电话（传真）：0830-1234567", Contact(phone="0830-1234567")),
        ("请联系：白石县人民政府办公室，0830-1234567。", Contact(phone="0830-1234567")),
        ("联系方式：0830-1234567", Contact(phone="0830-1234567")),
        ("郵遞區號：646000", Contact(postcode="646000")),
        ("2023年通过信息公开系统（http://www.example.gov.cn/xx）公开信息36条。", Contact()),
        ("公开了机构职能、内设机构、办公地址等基础信息。", Contact()),
        ("公布办公地址、办公时间、联系电话、传真号码和电子邮箱等内容。", Contact()),
        (
            "（门户网站地址：http://www.example.gov.cn/）",
            Contact(website="http://www.example.gov.cn/"),
        ),
        ("本年度公开信息1234567条。", Contact()),
        (
            "可在局官方网站（slj.example.gov.cn）下载，邮箱：a.b.cn@example.com。",
            Contact(email="a.b.cn@example.com", website="slj.example.gov.cn"),
        ),
        (
            "网址：slj.example.gov.cn/gk/index.html",
            Contact(website="slj.example.gov.cn/gk/index.html"),
        ),
        ("联系邮箱（example@mail.example.cn）", Contact(email="example@mail.example.cn")),
        ("电话：0830-1234567转8012。", Contact(phone="0830-1234567转8012")),
        ("電話：0830-1234567 轉分機8012）", Contact(phone="0830-1234567轉分機8012")),
        ("", Contact()),
    ],
)
def test_contact_is_read(text: str, contact: Contact) -> None:
    assert find_contact(text) == contact
