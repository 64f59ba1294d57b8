"""``gongkai backup`` and ``gongkai restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.delivery import UsageFault
from service.usage import ChineseCommand


def add_commands(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(backup)
    app.command(cls=ChineseCommand)(restore)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪个文件，如 gongkai.tar。")],
    force: Annotated[bool, typer.Option("--force", help="文件已有时覆盖。")] = False,
) -> None:
    """把服务的数据（数据库、原始文件、标注、模型）备份到一个文件；服务可以照常运行。"""
    if file.exists() and not force:
        raise UsageFault(f"{file} 已经存在；请换一个文件名，或加 --force。")
    from service.settings import read_settings
    from service.storage.backup import write_backup

    count = write_backup(read_settings(), file)
    typer.echo(f"已备份到 {file}（原始文件 {count} 份）。")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件。")],
) -> None:
    """从备份恢复到 GONGKAI_DATA 指定的文件夹；那里还不能有数据。"""
    from service.people.accounts import RESERVED
    from service.people.trail import record
    from service.settings import read_settings
    from service.storage.backup import restore_backup
    from service.storage.store import open_store

    settings = read_settings()
    count = restore_backup(settings, file)
    store = open_store(settings)
    with store.write() as session:
        record(session, RESERVED, "backup.restore", None, file=file.name, originals=count)
    store.close()
    typer.echo(f"已恢复（原始文件 {count} 份）。")
