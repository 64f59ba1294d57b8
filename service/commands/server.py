"""``gongkai serve`` and ``gongkai worker``."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Final

import typer

from service.delivery import UsageFault
from service.usage import ChineseCommand

_LOOPBACK: Final = "127.0.0.1"


def add_commands(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(serve)
    app.command(cls=ChineseCommand)(worker)


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为任选一个。")] = 8000,
    host: Annotated[str, typer.Option(help="监听的地址；不写则只有本机能访问。")] = _LOOPBACK,
    no_auth: Annotated[
        bool,
        typer.Option("--no-auth", help="不用登录，谁打开都是管理员；只能在本机地址上使用。"),
    ] = False,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="不在本进程内处理文件，另由 gongkai worker 处理。")
    ] = False,
    load: Annotated[
        Path | None,
        typer.Option(help="启动时先收进这个文件夹里的文件；收过的不会重复。"),
    ] = None,
) -> None:
    """启动网页和 HTTP 接口；数据放在环境变量 GONGKAI_DATA 指定的文件夹。"""
    if no_auth and not _is_loopback(host):
        raise UsageFault("--no-auth 只能用于本机地址（127.0.0.1、::1 或 localhost）。")
    from service.http.server import run_server
    from service.settings import read_settings

    settings = read_settings()
    if not _is_loopback(host) and not settings.url.startswith("https:"):
        typer.echo(
            "提醒：密码会以明文经过网络。请放在 HTTPS 代理之后，并把 GONGKAI_URL 设为它的网址。",
            err=True,
        )
    run_server(settings, host, port, works=not no_worker, accounts=not no_auth, load=load)


def worker() -> None:
    """只处理文件，不提供网页；可在多台机器上运行，共用同一个数据库、队列和数据文件夹。"""
    from service.jobs.standalone import run_worker
    from service.settings import read_settings

    run_worker(read_settings())


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
