"""``python -P rivals.py TOOL``: one tool in one process, asked for documents and timed from within.

It stands alone, for it is run by whichever interpreter has the tool. It answers on standard output,
a JSON object a line: ``version`` and ``load`` (seconds until ready) or ``missing``, then for each
line of input ``wall`` and ``cpu`` seconds and ``peak`` MiB so far. A line of input is a JSON list
of documents, a document the list of its files.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

Document = Sequence[str]
Reader = Callable[[Sequence[Document]], None]


def _one_by_one(read: Callable[[str], object]) -> Reader:
    def go(documents: Sequence[Document]) -> None:
        for document in documents:
            for path in document:
                read(path)

    return go


def _load_gongkai() -> tuple[str, Reader]:
    from analysis.pipeline import analyze

    return version("gongkai"), _one_by_one(lambda path: analyze(Path(path).read_bytes(), path))


def _load_guarded() -> tuple[str, Reader]:
    """What ``gongkai structure --jobs 2`` does with the documents, its children kept."""
    from documents.limits import load_limits
    from service.guard.pool import Guard
    from service.tasks import TREAT

    jobs = 2
    guard = Guard(TREAT, load_limits(), jobs, {"GONGKAI_OCR_THREADS": "1"})
    threads = ThreadPoolExecutor(jobs)

    def ask(document: Document) -> None:
        head = {"name": document[0], "inside": document[0], "rendering": "json"}
        guard.ask(head, Path(document[0]).read_bytes())

    def read(documents: Sequence[Document]) -> None:
        for _ in threads.map(ask, documents):
            pass

    return version("gongkai"), read


def _load_docling() -> tuple[str, Reader]:
    from docling.datamodel.base_models import InputFormat
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter(allowed_formats=[InputFormat.DOCX])
    return version("docling"), _one_by_one(converter.convert)


def _load_markitdown() -> tuple[str, Reader]:
    from markitdown import MarkItDown

    return version("markitdown"), _one_by_one(MarkItDown().convert)


def _load_camelot(flavor: str) -> tuple[str, Reader]:
    from camelot.io import read_pdf

    read = partial(read_pdf, pages="all", flavor=flavor)
    return version("camelot-py"), _one_by_one(lambda path: [t.df for t in read(path)])


def _load_pdfplumber() -> tuple[str, Reader]:
    import pdfplumber

    def read(path: str) -> None:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()

    return version("pdfplumber"), _one_by_one(read)


def _load_rapidocr(threads: int) -> tuple[str, Reader]:
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return version("rapidocr"), _one_by_one(lambda path: engine(path, use_cls=False))


def _load_tesseract() -> tuple[str, Reader]:
    """A process a page, as tesseract is used."""
    said = subprocess.run(("tesseract", "--version"), capture_output=True, text=True, check=True)
    command = ("tesseract", "-", "stdout", "-l", "chi_sim")

    def read(path: str) -> None:
        with Path(path).open("rb") as file:
            subprocess.run(command, stdin=file, capture_output=True, check=True)

    return said.stdout.split()[1], _one_by_one(read)


_TOOLS: Final[Mapping[str, Callable[[], tuple[str, Reader]]]] = {
    "gongkai": _load_gongkai,
    "guarded": _load_guarded,
    "docling": _load_docling,
    "markitdown": _load_markitdown,
    "lattice": partial(_load_camelot, "lattice"),
    "auto": partial(_load_camelot, "auto"),
    "pdfplumber": _load_pdfplumber,
    "rapidocr": partial(_load_rapidocr, 1),
    "rapidocr-2": partial(_load_rapidocr, 2),
    "tesseract": _load_tesseract,
}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")  # libraries may print
    os.dup2(2, 1)

    def answer(said: Mapping[str, Any]) -> None:
        print(json.dumps(said), file=answers, flush=True)

    start = time.perf_counter()
    try:
        name, read = _TOOLS[sys.argv[1]]()
    except (ImportError, OSError, subprocess.CalledProcessError) as error:
        answer({"missing": str(error)})
        return
    answer({"version": name, "load": time.perf_counter() - start})
    for line in sys.stdin:
        documents = json.loads(line)
        wall, cpu = time.perf_counter(), _count_cpu()
        read(documents)
        taken = {"wall": time.perf_counter() - wall, "cpu": _count_cpu() - cpu}
        answer({**taken, "peak": _find_peak()})


def _count_cpu() -> float:
    """CPU seconds of this process and of all it has started, gone or alive."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = sum(sum(map(int, _read_stat(child)[13:15])) for child in _list_children())
    own = time.process_time() + gone.ru_utime + gone.ru_stime
    return own + ticks / os.sysconf("SC_CLK_TCK")


def _find_peak() -> float:
    """The most resident MiB of this process and its living children together, or of the largest
    child that is gone."""
    alive = sum(_read_high_water(pid) for pid in ("self", *_list_children()))
    return max(alive, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _list_children() -> Iterator[str]:
    for task in Path("/proc/self/task").iterdir():
        yield from (task / "children").read_text("utf-8").split()


def _read_stat(pid: str) -> list[str]:
    """The fields of proc(5)'s stat without the first two, of which one may have blanks in it."""
    said = Path("/proc", pid, "stat").read_text("utf-8")
    return ["", "", *said.rpartition(")")[2].split()]


def _read_high_water(pid: str) -> int:
    for line in Path("/proc", pid, "status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
