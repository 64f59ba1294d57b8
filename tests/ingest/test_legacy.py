import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from random import Random

import psutil
import pytest

from documents.errors import (
    ConverterMissing,
    DamagedInput,
    EncryptedInput,
    InputTooLarge,
    UnsupportedFormat,
)
from documents.limits import Limits
from ingest import legacy
from ingest.docx import read_docx
from ingest.legacy import PROGRAM, read_legacy
from tests.ingest.compounds import pack_word
from training.factory.office import make_office_report, pack_odt, write_docx

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
RTF = rb"{\rtf1\ansi x}"
FIND_FOLDER = 'for word; do [ "$last" = --outdir ] && made=$word; last=$word; done'


def write_program(folder: Path, *lines: str) -> str:
    """A stand-in for LibreOffice's program that runs these lines of shell."""
    program = folder / "soffice"
    program.write_text("\n".join(("#!/bin/sh", FIND_FOLDER, *lines)), "utf-8")
    program.chmod(0o755)
    return str(program)


def deliver(folder: Path, text: str) -> str:
    """The line that puts an ODT of this text where LibreOffice would."""
    odt = folder / "made.odt"
    odt.write_bytes(pack_odt(f"<text:p>{text}</text:p>"))
    return f'mkdir -p "$made"; cp {odt} "$made/report.odt"'


@needs_office
def test_legacy_reads_a_doc_as_its_docx(tmp_path: Path) -> None:
    report = make_office_report(Random("legacy"), "v2021")
    docx = tmp_path / "report.docx"
    docx.write_bytes(write_docx(report.blocks))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(docx)], check=True, capture_output=True)
    data = (tmp_path / "report.doc").read_bytes()
    layout = read_legacy(data, "报告.wps")
    assert layout.text == read_docx(docx.read_bytes(), "").text
    assert layout.source.media_type == "application/msword"
    assert (layout.source.name, layout.source.sha256) == (
        "报告.wps",
        hashlib.sha256(data).hexdigest(),
    )


@needs_office
def test_legacy_reads_rtf_as_it_was_saved() -> None:
    chinese = "".join(f"\\u{ord(sign)}?" for sign in "总体情况")
    levels = (
        r"{\*\listtable{\list{\listlevel\levelnfc39\levelfollow2\levelstartat1"
        r"{\leveltext\'02\'00\u12289 ?;}{\levelnumbers\'01;}}\listid7}}"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    body = (
        rf"\pard\ls1\ilvl0 {chinese}\par"
        r"\pard\plain {\field{\*\fldinst {DATE \\@ yyyy}}{\fldrslt 1999}}"
        r"{\revised 12}{\deleted 34}\par"
        r"\trowd\clvmgf\cellx2000\cellx4000\cellx6000\pard\intbl a\cell 1\cell 2\cell\row"
        r"\trowd\clvmrg\cellx2000\cellx4000\cellx6000\pard\intbl \cell 3\cell 4\cell\row"
        r"\pard z\par"
    )
    layout = read_legacy(rf"{{\rtf1\ansi\ansicpg936{levels}{body}}}".encode(), "a.doc")
    assert layout.text == "一、总体情况\n199912\n\na\t1\t2\n\t3\t4\n\nz\n"
    assert layout.source.media_type == "application/rtf"


def test_legacy_gives_a_start_that_fails_one_more_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = tmp_path / "tried"
    once = f"if [ ! -e {tried} ]; then touch {tried}; exit 1; fi"
    monkeypatch.setenv(PROGRAM, write_program(tmp_path, once, deliver(tmp_path, "公开")))
    assert read_legacy(RTF, "a.rtf").text == "公开\n"


def test_legacy_tells_of_a_file_that_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = tmp_path / "tries"
    monkeypatch.setenv(PROGRAM, write_program(tmp_path, f"echo x >> {tries}"))
    with pytest.raises(DamagedInput, match="LibreOffice"):
        read_legacy(RTF, "a.rtf")
    assert tries.read_text().split() == ["x", "x"]


def test_legacy_ends_what_hangs_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    hang = f"sleep 300 & echo $! >> {started}; wait"
    monkeypatch.setenv(PROGRAM, write_program(tmp_path, hang))
    monkeypatch.setattr(legacy, "_SECONDS", 1.0)
    with pytest.raises(DamagedInput):
        read_legacy(RTF, "a.rtf")
    children = [int(line) for line in started.read_text().split()]
    assert len(children) == 2
    for _ in range(100):
        if not any(is_running(child) for child in children):
            break
        time.sleep(0.05)
    assert not any(is_running(child) for child in children)


def is_running(process: int) -> bool:
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_legacy_runs_apart_from_all_that_is_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    tell = (
        f'echo "$*" > {told}; echo "proxy=$http_proxy$https_proxy" >> {told};'
        f' cat "${{made%/made}}/profile/user/registrymodifications.xcu" >> {told}; pwd >> {told}'
    )
    monkeypatch.setenv(PROGRAM, write_program(tmp_path, tell, deliver(tmp_path, "公开")))
    read_legacy(RTF, "../../../etc/a.rtf")
    said = told.read_text("utf-8")
    command, proxy = said.splitlines()[:2]
    assert "--infilter=Rich Text Format" in command
    assert "etc" not in command.split("--outdir")[1]
    assert proxy == "proxy=" + "http://127.0.0.1:9" * 2
    assert "<value>true</value>" in said.partition("BlockUntrustedRefererLinks")[2][:60]
    folder = command.split("--outdir ")[1].split()[0]
    assert not Path(folder).parent.exists()


def test_legacy_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROGRAM, "no-such-program")
    with pytest.raises(ConverterMissing, match="no-such-program"):
        read_legacy(RTF, "a.rtf")
    monkeypatch.delenv(PROGRAM)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr(legacy, "_USUAL", ())
    with pytest.raises(ConverterMissing, match=r"安装 LibreOffice.*\.docx"):
        read_legacy(RTF, "a.rtf")


def test_legacy_knows_a_password_without_a_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROGRAM, "no-such-program")
    with pytest.raises(EncryptedInput):
        read_legacy(pack_word(0x0100), "a.doc")


def test_legacy_refuses_what_is_not_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedFormat):
        read_legacy(b"7z\xbc\xaf\x27\x1c", "a.doc")
    monkeypatch.setattr(legacy, "load_limits", lambda: Limits(file=0.00001))
    with pytest.raises(InputTooLarge, match="上限"):
        read_legacy(RTF, "a.rtf")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rb"{\*\fldinst DATE \\@ y}", rb"{\*\fldinst XDATE \\@ y}"),
        (
            rb"{\*\fldinst {\rtlch\af0 \ltrch\f1  TIME }}",
            rb"{\*\fldinst {\rtlch\af0 \ltrch\f1  XTIME }}",
        ),
        (rb"{\*\fldinst \softpage =1}", rb"{\*\fldinst \softpage =1}"),
        (rb"{\*\fldinst HYPERLINK date}", rb"{\*\fldinst HYPERLINK date}"),
        (rb"DATE {\*\fldinst =1}", rb"DATE {\*\fldinst =1}"),
    ],
)
def test_legacy_freezes_the_fields_of_rtf(before: bytes, after: bytes) -> None:
    assert legacy._freeze_rtf(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<w:instrText xml:space="preserve"> DATE ', b'<w:instrText xml:space="preserve"> XDATE '),
        (b'<w:fldSimple w:instr=" SEQ a">', b'<w:fldSimple w:instr=" XSEQ a">'),
        (b"<w:instrText>HYPERLINK</w:instrText>", b"<w:instrText>HYPERLINK</w:instrText>"),
        (b"<w:t>DATE</w:t>", b"<w:t>DATE</w:t>"),
    ],
)
def test_legacy_freezes_the_fields_of_xml(before: bytes, after: bytes) -> None:
    assert legacy._freeze_xml(before) == after
