from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient

from service.client import Client
from service.http.app import create_app
from service.people.invitations import invite_first
from service.people.throttle import FREE_BY_NAME
from service.storage.rows import AttemptRow
from tests.service.databases import make_settings
from tests.service.http.office import OWN, PASSWORD, Office
from tests.service.http.sending import refuse

HERE = {"Origin": "http://127.0.0.1"}


@pytest.fixture
def browser(office: Office) -> TestClient:
    """Somebody's browser: it keeps cookies."""
    office.client.cookies.clear()
    return office.client


def sign_in(browser: TestClient, name: str, password: str = PASSWORD) -> dict[str, str]:
    """The headers that a page of ours then sends."""
    answer = browser.post("/v1/session", json={"name": name, "password": password}, headers=HERE)
    assert answer.status_code == 200, answer.text
    return HERE | {"X-CSRF-Token": browser.cookies["gongkai_csrf"]}


def list_acts(office: Office, **filters: Any) -> list[tuple[str, str]]:
    found = office.ask("admin", "GET", "/v1/audit", params={"limit": 500} | filters).json()
    return [(entry["by"], entry["act"]) for entry in found["items"]]


def test_people_sign_in_and_out(office: Office, browser: TestClient) -> None:
    refuse(browser.get("/v1/account"), 401, "sign-in-needed")
    page = sign_in(browser, "clerk")
    me = browser.get("/v1/account").json()
    acts = me.pop("acts")
    assert me == {
        "name": "clerk",
        "role": "clerk",
        "units": ["云溪县*"],
        "accounts": True,
        "sees_persons": True,
    }
    assert {"document.upload", "document.return"} <= set(acts)
    assert {"cell.edit", "finding.judge", "account.add"}.isdisjoint(acts)
    kept = dict(browser.cookies)
    assert browser.delete("/v1/session", headers=page).status_code == 204
    assert "gongkai_session" not in browser.cookies
    browser.cookies.update(kept)
    refuse(browser.get("/v1/account"), 401, "sign-in-needed")


def test_people_get_cookies_that_no_script_reads(office: Office, browser: TestClient) -> None:
    said = {"name": "clerk", "password": PASSWORD}
    answer = browser.post("https://127.0.0.1/v1/session", json=said)
    session, csrf = answer.headers.get_list("set-cookie")
    for cookie in (session, csrf):
        assert "SameSite=lax" in cookie
        assert "Secure" in cookie
        assert "Path=/" in cookie
    assert "HttpOnly" in session
    assert "HttpOnly" not in csrf
    plain = browser.post("/v1/session", json=said).headers.get_list("set-cookie")
    assert not any("Secure" in cookie for cookie in plain)


def test_people_get_another_cookie_with_each_sign_in(office: Office, browser: TestClient) -> None:
    browser.cookies.set("gongkai_session", "planted", domain="127.0.0.1")
    sign_in(browser, "clerk")
    first = {c.value for c in browser.cookies.jar if c.name == "gongkai_session"} - {"planted"}
    assert first
    office.client.cookies.clear()
    sign_in(browser, "clerk")
    assert browser.cookies["gongkai_session"] not in first


@pytest.mark.parametrize(
    "headers",
    [
        HERE,
        HERE | {"X-CSRF-Token": "0" * 64},
        {"X-CSRF-Token": ""},
    ],
)
def test_people_change_nothing_but_from_a_page_of_ours(
    office: Office, browser: TestClient, headers: dict[str, str]
) -> None:
    sign_in(browser, "clerk")
    refuse(browser.post("/v1/documents", json={"text": "x"}, headers=headers), 403, "csrf-failed")


def test_people_of_other_sites_change_nothing(office: Office, browser: TestClient) -> None:
    page = sign_in(browser, "clerk")
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9", "http://"):
        foreign = page | {"Origin": origin}
        answer = browser.post("/v1/documents", json={"text": "x"}, headers=foreign)
        refuse(answer, 403, "foreign-origin")
    linked = {"Sec-Fetch-Site": "cross-site"}
    assert browser.get("/v1/account", headers=linked).status_code == 200
    bare = {"X-CSRF-Token": page["X-CSRF-Token"]} | linked
    refuse(browser.delete("/v1/session", headers=bare), 403, "foreign-origin")
    browser.headers.pop("sec-fetch-site", None)


def test_people_are_not_told_apart_from_nobody(office: Office, browser: TestClient) -> None:
    office.admit("孙")
    answers = [
        browser.post("/v1/session", json={"name": name, "password": "不是这个密码的密码"})
        for name in ("孙", "没有这个人")
    ]
    said = [refuse(answer, 401, "sign-in-refused") for answer in answers]
    for problem in said:
        del problem["request_id"]
    assert said[0] == said[1]


def test_people_who_guess_must_wait(office: Office, browser: TestClient) -> None:
    office.admit("钱")
    for name in ("钱", "查无此人"):
        for _ in range(FREE_BY_NAME):
            browser.post("/v1/session", json={"name": name, "password": "猜一猜"})
        answer = browser.post("/v1/session", json={"name": name, "password": PASSWORD})
        refuse(answer, 429, "too-many-attempts")
        assert 0 < int(answer.headers["Retry-After"]) <= 31
    assert ("钱", "sign-in.refused") in list_acts(office)
    assert "查无此人" not in str(office.get("admin", "/v1/audit?limit=500"))
    with office.store.write() as session:
        session.execute(delete(AttemptRow))


def test_people_are_out_at_once_when_disabled(office: Office, browser: TestClient) -> None:
    office.admit("周")
    sign_in(browser, "周")
    kept = dict(browser.cookies)
    number = next(a["id"] for a in office.get("admin", "/v1/accounts") if a["name"] == "周")
    office.ask("admin", "PATCH", f"/v1/accounts/{number}", json={"disabled": True})
    browser.cookies.update(kept)
    refuse(browser.get("/v1/account"), 401, "sign-in-needed")
    refuse(office.ask("周", "GET", "/v1/account"), 401, "token-invalid")
    said = {"name": "周", "password": PASSWORD}
    refuse(browser.post("/v1/session", json=said), 401, "sign-in-refused")


def test_people_have_tokens_that_are_shown_once(office: Office, browser: TestClient) -> None:
    page = sign_in(browser, "reviewer")
    made = browser.post("/v1/account/tokens", json={"name": "脚本"}, headers=page).json()
    listed = browser.get("/v1/account/tokens").json()[0]
    assert made["token"].startswith(listed["hint"])
    assert made["token"] not in str(listed)
    bearer = {"Authorization": f"Bearer {made['token']}"}
    browser.cookies.clear()
    assert browser.get("/v1/account", headers=bearer).json()["name"] == "reviewer"
    # no page is behind a token, so nothing else is asked of it; but it makes no other
    another = browser.post("/v1/account/tokens", json={"name": "二"}, headers=bearer)
    refuse(another, 403, "session-needed")
    url = f"/v1/account/tokens/{made['id']}"
    refuse(office.ask("clerk", "DELETE", url), 404, "not-found")
    assert browser.delete(url, headers=bearer).status_code == 204
    refuse(browser.get("/v1/account", headers=bearer), 401, "token-invalid")


def test_people_bring_their_token_to_the_client(
    office: Office, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_TOKEN", office.tokens["clerk"])
    try:
        assert Client("", browser).read_config().caller == "clerk"
        assert Client("", browser, office.tokens["trainer"]).read_config().caller == "trainer"
    finally:
        del browser.headers["Authorization"]


def test_people_change_their_password(office: Office, browser: TestClient) -> None:
    office.admit("吴")
    sign_in(browser, "吴")
    elsewhere = dict(browser.cookies)
    browser.cookies.clear()
    page = sign_in(browser, "吴")
    wrong = {"current": "不对的密码不对", "new": "又一个很好的新密码呀"}
    refuse(browser.put("/v1/account/password", json=wrong, headers=page), 422, "password-wrong")
    weak = {"current": PASSWORD, "new": "短"}
    refuse(browser.put("/v1/account/password", json=weak, headers=page), 422, "password-weak")
    right = {"current": PASSWORD, "new": "又一个很好的新密码呀"}
    assert browser.put("/v1/account/password", json=right, headers=page).status_code == 204
    assert browser.get("/v1/account").status_code == 200
    browser.cookies.clear()
    browser.cookies.update(elsewhere)
    refuse(browser.get("/v1/account"), 401, "sign-in-needed")
    browser.cookies.clear()
    sign_in(browser, "吴", right["new"])


def test_people_are_admitted_by_a_link(office: Office, browser: TestClient) -> None:
    new = {"name": "郑", "role": "reviewer", "units": [OWN]}
    answer = office.ask("admin", "POST", "/v1/accounts", json=new)
    assert answer.status_code == 201
    secret = answer.json()["path"].partition("#invitation=")[2]
    looked = browser.post("/v1/invitation:look", json={"secret": secret}).json()
    assert looked == {"name": "郑", "role": "reviewer"}
    given = {"secret": secret, "password": PASSWORD, "name": "别的名字"}
    me = browser.post("/v1/invitation:accept", json=given).json()
    assert (me["name"], me["units"]) == ("郑", [OWN])
    assert browser.get("/v1/account").json() == me
    refuse(browser.post("/v1/invitation:accept", json=given), 410, "invitation-spent")
    again = office.ask("admin", "POST", "/v1/accounts", json=new)
    refuse(again, 409, "name-taken")


def test_people_are_written_down(office: Office, browser: TestClient) -> None:
    page = sign_in(browser, "clerk")
    sent = browser.post("/v1/documents", json={"text": "一份报告", "name": "a"}, headers=page)
    number = sent.json()["documents"][0]["id"]
    browser.get(f"/v1/documents/{number}/file")
    browser.get("/v1/export?format=jsonl&year=2023")
    browser.get(f"/v1/documents/{number + 9999}/file")
    acts = list_acts(office, by="clerk")
    assert acts[:4] == [
        ("clerk", "selection.export"),
        ("clerk", "document.download"),
        ("clerk", "document.upload"),
        ("clerk", "sign-in"),
    ]
    assert list_acts(office, document=number) == [("clerk", "document.download")]
    entry = office.get("admin", "/v1/audit?by=clerk&act=selection.export")["items"][0]
    assert entry["detail"]["query"] == "format=jsonl&year=2023"
    assert entry["address"]


def test_people_make_no_first_admin_where_there_is_one(office: Office) -> None:
    with office.store.write() as session:
        assert invite_first(session) is None


def test_people_need_no_accounts_on_their_own_machine(tmp_path: Path) -> None:
    app = create_app(make_settings("sqlite", tmp_path), works=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        me = client.get("/v1/account").json()
        acts = me.pop("acts")
        assert me == {
            "name": "local",
            "role": "admin",
            "units": ["*"],
            "accounts": False,
            "sees_persons": True,
        }
        assert {"cell.edit", "document.upload", "model.promote"} <= set(acts)
        given = {"name": "local", "password": PASSWORD}
        refuse(client.post("/v1/session", json=given), 409, "conflict")
        refuse(client.get("/v1/account/tokens"), 409, "conflict")
        assert client.post("/v1/accounts", json={"name": "王", "role": "clerk"}).status_code == 201
        assert client.get("/v1/audit").json()["items"][0]["act"] == "account.add"
