from tests.service.servers import AT_THE_END


def pytest_sessionfinish() -> None:
    AT_THE_END.close()
