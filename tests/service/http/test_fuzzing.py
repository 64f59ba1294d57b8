"""Whatever the description of the API allows or forbids is no server error: a short run of
schemathesis, the same each time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.http.app import create_app
from service.settings import Settings
from tests.service.http.sending import SAMPLES

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

APP = create_app(Settings(Path("nowhere"), "sqlite://", "sqlite://", 1))
STREAMS = ("/v1/events", "/v1/jobs/{job_id}/events")
COSTLY = ("/v1/training-runs",)
"""Training takes minutes."""


def list_operations() -> list[Any]:
    described = schemathesis.openapi.from_dict(APP.openapi())
    found = [result.ok() for result in described.get_all_operations()]
    return [operation for operation in found if operation.path not in STREAMS + COSTLY]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service of its own, for all in it may be deleted."""
    home: Path = tmp_path_factory.mktemp("home")
    own = Settings(home, f"sqlite:///{home / 'gongkai.db'}", f"sqlite:///{home / 'queue.db'}", 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(home))
        app = create_app(own, load=SAMPLES)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


@pytest.mark.parametrize("operation", list_operations(), ids=lambda one: one.label)
def test_requests_of_any_kind_are_no_server_errors(client: TestClient, operation: Any) -> None:
    modes = schemathesis.GenerationMode
    cases = st.one_of(operation.as_strategy(modes.POSITIVE), operation.as_strategy(modes.NEGATIVE))

    @settings(
        max_examples=8,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def send(case: Any) -> None:
        answer = client.request(**case.as_transport_kwargs())
        assert answer.status_code < 500, f"{case.as_curl_command()}\n{answer.text}"

    send()
