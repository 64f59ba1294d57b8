"""The character recogniser: where lines of text stand in a picture, and what they say.

The two networks of the rapidocr wheel (PP-OCRv6 small, detection and recognition) on onnxruntime,
without rapidocr's own pipeline: that pads every lone figure to 320 pixels, keeps one mean score a
line, and may fetch files. Its angle classifier is not used: it turns a 9 into a 6 with score 0.97.
Nothing here reaches for the network.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from documents.errors import ModelMissing
from ingest.rulings import Picture

THREADS_VARIABLE: Final = "GONGKAI_OCR_THREADS"

_DETECTION: Final = "PP-OCRv6_det_small.onnx"
_RECOGNITION: Final = "PP-OCRv6_rec_small.onnx"
_LONG_SIDE: Final = 1600
_LINE_HEIGHT: Final = 48
_STEP: Final = 8
"""Pixels of a crop, 48 high, for which the recognition network gives one answer."""
_WIDTH_CLASS: Final = 32
_BATCH_PIXELS: Final = 1920
_LONGEST: Final = 2560
_FIGURES: Final = ("", *"0123456789.,-—/%")


class Place(NamedTuple):
    """A rectangle in pixels of a picture, half-open."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Reading:
    """What a crop says: its characters, how sure each is (0 to 1), and where its middle stands, as
    a fraction of the crop's width. Empty where nothing was recognised."""

    text: str = ""
    scores: tuple[float, ...] = ()
    middles: tuple[float, ...] = ()

    @property
    def score(self) -> float:
        """The least sure character's; 0 where there is none."""
        return min(self.scores, default=0.0)


class Look(NamedTuple):
    """A crop read twice from one answer of the network: ``free``, and ``figure`` as though it held
    a figure, a dash or a slash and nothing else; then a score is the share of its character among
    these alone."""

    free: Reading
    figure: Reading


class Recogniser:
    """The two networks, each loaded when first asked. ``threads`` is for one inference."""

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def find_lines(self, picture: Picture) -> tuple[Place, ...]:
        """Lines of text, in no order; boxes reach a little beyond the ink."""
        height, width = picture.shape[:2]
        scale = min(1.0, _LONG_SIDE / max(height, width))
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
        score_map = self._detection.run(None, {"x": _normalise(small)[None]})[0]
        quads, _ = _make_postprocess()(score_map, (height, width))
        return tuple(
            Place(*(int(side) for side in (*quad.min(axis=0), *quad.max(axis=0)))) for quad in quads
        )

    def recognise(self, crops: Sequence[Picture]) -> tuple[Look, ...]:
        """What each crop, one line of text, says. Crops of like width are read together."""
        lines = [_scale_line(crop) for crop in crops]
        looks = [Look(Reading(), Reading())] * len(lines)
        for batch in _batch_widths([line.shape[1] for line in lines]):
            width = -(-max(lines[i].shape[1] for i in batch) // _WIDTH_CLASS) * _WIDTH_CLASS
            block = np.zeros((len(batch), 3, _LINE_HEIGHT, width), dtype=np.float32)
            for row, i in enumerate(batch):
                block[row, :, :, : lines[i].shape[1]] = _normalise(lines[i])
            answers = self._recognition.run(None, {"x": block})[0]
            for i, answer in zip(batch, answers, strict=True):
                steps = lines[i].shape[1] / _STEP
                looks[i] = Look(
                    _decode(answer, self._characters, steps),
                    _decode(_keep(answer, self._figures), _FIGURES, steps),
                )
        return tuple(looks)

    @cached_property
    def _detection(self) -> Any:
        return self._load(_DETECTION)

    @cached_property
    def _recognition(self) -> Any:
        return self._load(_RECOGNITION)

    @cached_property
    def _characters(self) -> tuple[str, ...]:
        listed = self._recognition.get_modelmeta().custom_metadata_map["character"]
        return ("", *listed.splitlines(), " ")

    @cached_property
    def _figures(self) -> NDArray[np.intp]:
        """Where the blank and the characters of figures stand in an answer."""
        return np.array([self._characters.index(c) for c in _FIGURES])

    def _load(self, name: str) -> Any:
        import onnxruntime

        path = _find_models() / name
        if not path.is_file():
            raise ModelMissing(f"缺少文字识别模型 {name}，请重新安装 rapidocr。")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena never gives its peak back
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def load_recogniser(threads: int | None = None) -> Recogniser:
    """The process's recogniser; ``threads`` is by default ``GONGKAI_OCR_THREADS`` or all cores."""
    if threads is None:
        threads = int(os.environ.get(THREADS_VARIABLE) or os.cpu_count() or 1)
    return Recogniser(threads)


def _decode(answer: NDArray[np.float32], characters: Sequence[str], steps: float) -> Reading:
    """Greedy CTC: a run of equal answers is one character, as sure as its surest step."""
    best = answer.argmax(axis=1)
    tops = answer[np.arange(len(best)), best]
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    text, scores, middles = [], [], []
    for start, end in zip(starts, ends, strict=True):
        if best[start] == 0:  # the blank between characters
            continue
        text.append(characters[best[start]])
        scores.append(float(tops[start:end].max()))
        middles.append(min(1.0, float(start + end) / 2 / steps))
    return Reading("".join(text), tuple(scores), tuple(middles))


def _keep(answer: NDArray[np.float32], places: NDArray[np.intp]) -> NDArray[np.float32]:
    kept = answer[:, places]
    return np.asarray(kept / np.maximum(kept.sum(axis=1, keepdims=True), 1e-9))


def _find_models() -> Path:
    from importlib.util import find_spec

    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ModelMissing("缺少文字识别模型，请安装 rapidocr。")
    return Path(spec.origin).parent / "models"


@cache
def _make_postprocess() -> Any:
    """rapidocr's own reading of the score map, with its own settings."""
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    return DBPostProcess(0.3, 0.5, 1000, 1.6, "fast", True)


def _normalise(picture: Picture) -> NDArray[np.float32]:
    """To channel (blue green red, as the networks were taught) by height by width, -1 to 1."""
    scaled = picture.astype(np.float32) * np.float32(2 / 255) - np.float32(1)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[::-1])


def _scale_line(crop: Picture) -> Picture:
    height, width = crop.shape[:2]
    wide = max(_STEP, min(_LONGEST, -(-width * _LINE_HEIGHT // max(height, 1))))
    return np.asarray(cv2.resize(crop, (wide, _LINE_HEIGHT)), dtype=np.uint8)


def _batch_widths(widths: Sequence[int]) -> Iterator[list[int]]:
    """Places of crops that go through the network together: of like width, not too many pixels."""
    order = sorted(range(len(widths)), key=widths.__getitem__)
    batch: list[int] = []
    for i in order:
        cost = -(-widths[i] // _WIDTH_CLASS) * _WIDTH_CLASS
        wider = batch and widths[i] > 1.25 * max(widths[batch[0]], 64)
        if batch and (wider or cost * (len(batch) + 1) > _BATCH_PIXELS):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
