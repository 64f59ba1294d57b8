"""The application on a port, until somebody ends it."""

from __future__ import annotations

import sys
from pathlib import Path
from socket import socket

import uvicorn

from service.http.app import create_app
from service.logs import set_up_logs
from service.settings import Settings


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for server in self.servers:
                for listening in server.sockets:
                    host, port = listening.getsockname()[:2]
                    shown = f"[{host}]" if ":" in host else host
                    print(f"gongkai 已启动：http://{shown}:{port}/", file=sys.stderr, flush=True)


def run_server(
    settings: Settings, host: str, port: int, *, works: bool, load: Path | None = None
) -> None:
    set_up_logs()
    app = create_app(settings, works=works, load=load)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    _Server(config).run()
