"""What this machine lacks for the work, and how to get it: ``gongkai doctor``.

Every part is tried for real: a model that can be found but not loaded is no model. Nothing is
fetched; all that reading needs comes with the packages.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

from documents.errors import GongkaiError

State = Literal["good", "lacking", "broken"]
_LEAST_SPACE: Final = 1 << 30
_PICTURE: Final = (48, 320, 3)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One part. ``lacking`` only closes some kinds of file or faces; ``broken`` stops the work."""

    part: str
    state: State
    found: str
    remedy: str = ""


Check = Callable[[], Symptom]


def check_python() -> Symptom:
    return Symptom("Python", "good", sys.version.split()[0])


def check_words() -> Symptom:
    """The segmenter, with the field's own terms."""
    from nlp.segmenter import choose_segmenter, load_segmenter

    words = tuple(load_segmenter().cut("政府信息公开工作年度报告"))
    return Symptom("分词", "good", f"{choose_segmenter()}，{'／'.join(words)}")


def check_tagger() -> Symptom:
    """The model of themes in use."""
    from nlp.tags import load_tagger

    return Symptom("主题模型", "good", load_tagger().name)


def check_recogniser() -> Symptom:
    """The networks that read scans, asked for a line."""
    import numpy as np

    from ingest.recogniser import load_recogniser

    load_recogniser().recognise([np.full(_PICTURE, 255, dtype=np.uint8)])
    return Symptom("文字识别", "good", "RapidOCR，离线可用")


def check_tables() -> Symptom:
    """The second reader of tables in PDF."""
    import_module("camelot")
    return Symptom("PDF 表格", "good", f"camelot {version('camelot-py')}")


def check_office() -> Symptom:
    from ingest.legacy import find_program

    try:
        return Symptom("旧版文档", "good", find_program())
    except GongkaiError as error:
        return Symptom(
            "旧版文档",
            "lacking",
            str(error),
            "DOC、WPS、RTF 要用它转换。Debian：apt-get install libreoffice-writer",
        )


def check_home() -> Symptom:
    """The data folder: there, writable, with room."""
    from documents.home import SETTING, find_home

    home = find_home()
    remedy = f"请换一个能写的文件夹：{SETTING}=/路径"
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Symptom("数据文件夹", "broken", f"{home}：{error.strerror}", remedy)
    free = shutil.disk_usage(home).free
    found = f"{home}，剩余 {free / (1 << 30):.1f} GB"
    if free < _LEAST_SPACE:
        return Symptom("数据文件夹", "lacking", found, "空间不多，请清理或换一个磁盘。")
    return Symptom("数据文件夹", "good", found)


def check_database() -> Symptom:
    """The database that the settings name, asked and not changed."""
    from sqlalchemy import text
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from service.settings import DATABASE, read_settings
    from service.storage.store import connect

    url = make_url(read_settings().database)
    shown = url.render_as_string(hide_password=True)
    if url.drivername.startswith("sqlite") and url.database and not Path(url.database).exists():
        return Symptom("数据库", "good", f"{shown}，启动服务时建立")
    engine = connect(url.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", error)).splitlines()[0]
        return Symptom("数据库", "broken", f"{shown}：{said}", f"请检查环境变量 {DATABASE}。")
    finally:
        engine.dispose()
    return Symptom("数据库", "good", shown)


def check_page() -> Symptom:
    from service.http.web import DIST

    if (DIST / "index.html").is_file():
        return Symptom("网页", "good", "已生成")
    return Symptom("网页", "lacking", "没有生成，接口仍可用", "运行 make web")


CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    ("Python", check_python),
    ("分词", check_words),
    ("主题模型", check_tagger),
    ("文字识别", check_recogniser),
    ("PDF 表格", check_tables),
    ("旧版文档", check_office),
    ("数据文件夹", check_home),
    ("数据库", check_database),
    ("网页", check_page),
)


def examine(checks: Sequence[tuple[str, Check]] = CHECKS) -> tuple[Symptom, ...]:
    """Every part in turn; one that fails in a way of its own is broken and stops no other."""
    return tuple(_try(part, check) for part, check in checks)


def _try(part: str, check: Check) -> Symptom:
    try:
        return check()
    except GongkaiError as error:
        return Symptom(part, "broken", str(error))
    except ImportError as error:
        remedy = "请重新安装：pip install -c constraints.txt -e ."
        return Symptom(part, "broken", f"缺少 {error.name or error}", remedy)
    except Exception as error:
        return Symptom(part, "broken", f"{type(error).__name__}：{error}")
