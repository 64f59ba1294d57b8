import json
import re
from pathlib import Path

from service.http.app import create_app
from service.settings import Settings
from tests.golden import REWRITING

DOCS = Path(__file__).parents[3] / "docs"
CHECKED_IN = DOCS / "api" / "openapi.json"
APP = create_app(Settings(Path("nowhere"), "sqlite://", "sqlite://", 1))


def list_operations() -> list[tuple[str, str]]:
    paths = APP.openapi()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


def test_description_is_checked_in() -> None:
    described = json.dumps(APP.openapi(), ensure_ascii=False, indent=1) + "\n"
    if REWRITING:
        CHECKED_IN.write_text(described, "utf-8")
    assert described == CHECKED_IN.read_text("utf-8"), "make golden writes it anew"


def test_description_is_openapi_3_1_with_problems_everywhere() -> None:
    described = APP.openapi()
    assert described["openapi"].startswith("3.1")
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            assert "422" not in operation["responses"]


def test_description_refers_to_schemas_that_are_there() -> None:
    text = json.dumps(APP.openapi())
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named - set(APP.openapi()["components"]["schemas"]) == set()


def test_docs_name_every_route() -> None:
    """``docs/api.md`` writes ``{id}`` for whatever number stands in a path."""
    text = (DOCS / "api.md").read_text("utf-8")
    missing = []
    for _, path in list_operations():
        plain = re.sub(r"\{[^}]*\}", "{}", path.removeprefix("/v1"))
        stem = plain.split(":")[-1] if ":" in plain else plain
        pieces = [piece for piece in stem.split("/") if piece and "{}" not in piece]
        if not all(piece in text for piece in pieces):
            missing.append(path)
    assert missing == []
