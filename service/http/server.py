"""The application on a port, until somebody ends it."""

from __future__ import annotations

import sys
from pathlib import Path
from socket import socket

import uvicorn

from service.http.app import create_app
from service.http.context import Context
from service.logs import set_up_logs
from service.people.invitations import FIRST_VALID, invite_first, write_link
from service.settings import Settings
from service.storage.store import open_store


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does, and how the first admin comes in."""

    def __init__(self, config: uvicorn.Config, accounts: bool) -> None:
        super().__init__(config)
        self._accounts = accounts

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for server in self.servers:
                for listening in server.sockets:
                    host, port = listening.getsockname()[:2]
                    shown = f"[{host}]" if ":" in host else host
                    print(f"gongkai 已启动：http://{shown}:{port}/", file=sys.stderr, flush=True)
            if self._accounts:
                _greet_first(self.config.app.state.context, port)  # type: ignore[union-attr]


def _greet_first(context: Context, port: int) -> None:
    """A link for the first admin, where there is none yet."""
    with context.store.write() as session:
        secret = invite_first(session)
    if secret:
        link = write_link(context.settings.url or f"http://127.0.0.1:{port}", secret)
        hours = int(FIRST_VALID.total_seconds() / 3600)
        print(
            f"还没有管理员。请打开下面的链接设置（{hours} 小时内有效，只能用一次）：\n{link}",
            file=sys.stderr,
            flush=True,
        )


def run_server(
    settings: Settings,
    host: str,
    port: int,
    *,
    works: bool,
    accounts: bool,
    load: Path | None = None,
) -> None:
    """Serves until somebody ends it; raises what ``open_store`` raises."""
    # uvicorn would leave a database that cannot be used to its log
    open_store(settings).close()
    set_up_logs()
    app = create_app(settings, works=works, load=load, accounts=accounts)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    _Server(config, accounts).run()
