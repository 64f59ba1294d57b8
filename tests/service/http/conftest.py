"""A running service, once for all tests of its routes: each sends texts of its own."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.http.app import create_app
from tests.service.databases import KINDS, make_settings
from tests.service.http.office import Office, open_office
from tests.service.http.sending import Service


@pytest.fixture(scope="session", params=KINDS)
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(home))
        app = create_app(make_settings(request.param, home))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            yield Service(client, count(1))


@pytest.fixture(scope="module", params=KINDS)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """A service with accounts, of its own for each module; it reads no document."""
    home: Path = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(home))
        patch.setattr("service.people.passwords._COST", 4)
        app = create_app(make_settings(request.param, home), works=False, accounts=True)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            yield open_office(client)
