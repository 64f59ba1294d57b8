"""Files of older word processors in, through headless LibreOffice to ODT (docs/decisions/0007).

LibreOffice runs with a profile of its own in a folder that goes with it, without macros, and
fetches nothing that a file links to.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil

from documents.errors import ConverterMissing, DamagedInput
from documents.layout import Layout
from documents.limits import check_size, load_limits
from documents.report import Source
from ingest.formats import Kind, find_format, refuse
from ingest.odt import read_odt
from ingest.worddoc import freeze_fields

PROGRAM: Final = "GONGKAI_SOFFICE"
"""The environment variable that names LibreOffice's program where it is not found by itself."""
_SECONDS: Final = 60.0
_TRIES: Final = 2
_USUAL: Final = (
    "soffice",
    "libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_NOWHERE: Final = "http://127.0.0.1:9"
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Save/Document", "LoadPrinter", "false"),
)
_COMPUTED: Final = (
    rb"(?:DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE|EDITTIME|FILENAME|TITLE|SUBJECT|AUTHOR"
    rb"|LASTSAVEDBY|NUM(?:PAGES|WORDS|CHARS)|PAGE|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|DOCPROPERTY"
    rb"|INFO|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO)\b"
)
# where the instruction of a field begins that is computed anew: in RTF (1.9.1, Fields) and in XML
_RTF_FIELD: Final = re.compile(
    rb"(\\fldinst(?:[\s{}]|\\[a-z]{1,20}+-?\d{0,10}){0,40}+)(?=" + _COMPUTED + rb")", re.IGNORECASE
)
_XML_FIELD: Final = re.compile(
    rb"(<w:instrText[^>]{0,80}>\s{0,20}|\bw:instr=[\"']\s{0,20})(?=" + _COMPUTED + rb")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Way:
    """``filter`` is LibreOffice's name of the format: the content it is forced to take the file
    for, lest a broken one be read as plain text; ``prepare`` keeps its fields from being computed
    anew."""

    suffix: str
    filter: str
    media_type: str
    prepare: Callable[[bytes], bytes]


def _freeze_rtf(data: bytes) -> bytes:
    return _RTF_FIELD.sub(rb"\1X", data)


def _freeze_xml(data: bytes) -> bytes:
    return _XML_FIELD.sub(rb"\1X", data)


_WAYS: Final[Mapping[Kind, _Way]] = {
    "doc": _Way(".doc", "MS Word 97", "application/msword", freeze_fields),
    "rtf": _Way(".rtf", "Rich Text Format", "application/rtf", _freeze_rtf),
    "word-xml": _Way(".xml", "MS Word 2003 XML", "application/xml", _freeze_xml),
}


def read_legacy(data: bytes, name: str) -> Layout:
    """The layout of a DOC, WPS or RTF file or of Word 2003 XML, as ``read_odt`` reads
    what LibreOffice makes of it; the source is the file's own.

    Raises ``ConverterMissing`` without LibreOffice, ``DamagedInput`` for what it cannot open,
    ``EncryptedInput``, ``EmptyInput``, ``InputTooLarge``, ``UnsupportedFormat``.
    """
    found = find_format(data)
    way = _WAYS.get(found.kind)
    if way is None:
        raise refuse(found)
    check_size(len(data), load_limits())
    converted = _convert(way.prepare(data), way)
    layout = read_odt(converted, name)
    source = Source(name, way.media_type, hashlib.sha256(data).hexdigest())
    return replace(layout, source=source)


def find_program() -> str:
    """The path of LibreOffice's program; raises ``ConverterMissing``."""
    if named := os.environ.get(PROGRAM):
        if program := shutil.which(named):
            return program
        raise ConverterMissing(f"环境变量 {PROGRAM} 指定的程序“{named}”不存在或不能运行。")
    for usual in _USUAL:
        if program := shutil.which(usual):
            return program
    raise ConverterMissing


def _convert(data: bytes, way: _Way) -> bytes:
    """The file as ODT. A second try makes up for a start that failed for no fault of the file."""
    program = find_program()
    for _ in range(_TRIES):
        with TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
            made = _run(program, Path(folder), data, way)
        if made is not None:
            return made
    raise DamagedInput(
        "LibreOffice 打不开这个文件，可能已损坏；请用 Word 或 WPS 打开它，另存为 .docx 再试。"
    )


def _run(program: str, folder: Path, data: bytes, way: _Way) -> bytes | None:
    """One conversion, null where it gave nothing within its time."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_write_settings(), "utf-8")
    file = folder / f"report{way.suffix}"
    file.write_bytes(data)
    command = [
        *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault"),
        f"-env:UserInstallation={profile.as_uri()}",
        *(f"--infilter={way.filter}", "--convert-to", "odt:writer8"),
        *("--outdir", str(folder / "made"), str(file)),
    ]
    surroundings = {
        **os.environ,
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE),
        "no_proxy": "",
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
    made = folder / "made" / "report.odt"
    return made.read_bytes() if made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program that still runs with all that it has started. No group of its own serves for
    that: it must go too when whoever asked is killed with his group."""
    if process.poll() is not None:
        return
    with suppress(psutil.NoSuchProcess):
        own = psutil.Process(process.pid)
        for started in (*own.children(recursive=True), own):
            with suppress(psutil.NoSuchProcess):
                started.kill()
    process.wait()


def _write_settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items'
        ' xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
