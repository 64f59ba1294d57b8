"""The JSON of the API, as the client reads it too: plain values, moments in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from documents.findings import Evidence, Severity
from documents.narrative import Count, Official, Paragraph, Placeholder, Tag
from documents.report import Analysis
from documents.tables import Cell
from service.storage.terms import EditKind, Grade, JobKind, LabelState, State, Verdict

Item = TypeVar("Item")
_LARGEST: Final = 10**15
"""No figure of a report comes near it; beyond, a browser would round."""


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Page(Shape, Generic[Item]):
    """A page of a list; ``next_cursor`` is null at its end."""

    items: list[Item]
    next_cursor: str | None = None
    next_url: str | None = None
    count: int | None = None


class Fault(Shape):
    code: str
    message: str


class Progress(Shape):
    """How far a job is: ``done`` of ``total``."""

    stage: str | None
    done: int
    total: int


class SkippedFile(Shape):
    name: str
    code: str
    message: str


class Job(Shape):
    id: int
    kind: JobKind
    state: State
    name: str
    document_id: int | None
    created_at: datetime
    created_by: str
    started_at: datetime | None
    finished_at: datetime | None
    heartbeat_at: datetime | None
    wait_seconds: float | None
    run_seconds: float | None
    attempt: int
    max_attempts: int
    queue_position: int | None = None
    progress: Progress
    result_url: str | None
    error: Fault | None
    outcome: dict[str, Any]
    skipped: list[SkippedFile]
    acknowledged: bool


class Document(Shape):
    """A file and what the board shows of its report."""

    id: int
    url: str
    name: str
    sha256: str
    media_type: str | None
    size: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    revision: int
    state: State
    job_id: int | None
    error: Fault | None
    is_report: bool | None
    title: str | None
    unit: str | None
    unit_kind: str | None
    year: int | None
    form: str | None
    pages: int | None
    grade: Grade | None
    errors: int
    warnings: int
    notices: int
    blanks: int
    doubts: int
    gaps: int
    boilerplate: float | None
    model: str | None
    edits: int


class UploadReceipt(Shape):
    """What became of an upload; ``known`` are the documents that had come before."""

    job: Job
    documents: list[Document]
    known: list[int]
    skipped: list[SkippedFile]


class DocumentWithAnalysis(Document):
    """``analysis`` is the object of the contract; null until the document is read."""

    analysis: Analysis | None


class Change(Shape):
    """What a caller sends; what it does not know of is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CellEdit(Change):
    """``value`` alone will do: a number, or null for a blank; ``state`` tells slashes and text."""

    value: (
        Annotated[int, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | Annotated[float, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | None
    ) = None
    state: Literal["number", "blank", "slash", "text"] | None = None


class TagsEdit(Change):
    tags: list[Tag] = Field(max_length=15)


class VerdictEdit(Change):
    verdict: Verdict
    reason: str = Field(default="", max_length=1_000)


class GivenVerdict(Shape):
    """``outdated`` where what the finding rests on has changed since."""

    verdict: Verdict
    reason: str
    by: str
    at: datetime
    outdated: bool = False


class Finding(Shape):
    """A finding of the contract, with the verdict that holds and the last one given."""

    id: str
    rule: str
    title: str
    severity: Severity
    message: str
    advice: str
    expected: str | None
    actual: str | None
    evidence: list[Evidence]
    verdict: Verdict
    last: GivenVerdict | None


class FoundFinding(Shape):
    """A finding in a list over many documents."""

    document_id: int
    unit: str | None
    year: int | None
    id: str
    rule: str
    title: str
    severity: Severity
    message: str
    verdict: Verdict


class EditedReport(Shape):
    """The cell as it now is, and the findings of the report with it."""

    document: Document
    cell: Cell
    findings: list[Finding]


class EditedParagraph(Shape):
    document: Document
    paragraph: Paragraph


class EditRecord(Shape):
    """Who changed what, when, from what to what."""

    id: int
    kind: EditKind
    target: str
    before: dict[str, Any]
    after: dict[str, Any]
    by: str
    at: datetime


class Mentions(Shape):
    officials: list[Official]
    counts: list[Count]
    placeholders: list[Placeholder]


class RuleShape(Shape):
    code: str
    title: str
    severity: Severity
    criterion: str


class Facet(Shape):
    """``value`` is null where the documents have none."""

    value: str | int | None
    count: int


class Facets(Shape):
    unit: list[Facet]
    unit_kind: list[Facet]
    year: list[Facet]
    form: list[Facet]
    state: list[Facet]
    grade: list[Facet]
    model: list[Facet]
    rule: list[Facet]


class UnitYear(Shape):
    document_id: int
    year: int | None
    form: str | None
    state: State
    errors: int
    warnings: int


class UnitReports(Shape):
    """A unit as its reports name it, and these by year."""

    unit: str
    kind: str | None
    reports: list[UnitYear]


class Config(Shape):
    """What a page must know before it sends something; ``file_mebibytes`` is of one document,
    ``upload_mebibytes`` of one request."""

    upload_mebibytes: int
    file_mebibytes: float
    pages: float
    seconds: float
    suffixes: list[str]
    workers: int
    caller: str
    role: str


class MarkShape(Change):
    """Words with a label: ``official``, ``count``, ``blank_figure``, ``mask``, ``template_text``;
    ``span`` counts code points of the paragraph's text."""

    label: str
    span: tuple[int, int]


class Labelling(Change):
    tags: list[Tag] = Field(max_length=15)
    marks: list[MarkShape] | None = None
    state: Literal["reviewed", "skipped"] = "reviewed"


class LabelItem(Shape):
    """A paragraph to be labelled, or labelled; ``annotation`` is the row of ``labels/1``."""

    id: str
    document_id: int
    paragraph_id: str
    margin: float
    state: LabelState
    annotation: dict[str, Any]


class LabelQueue(Shape):
    items: list[LabelItem]
    open: int
    reviewed: int
    skipped: int


class LabelEntry(Shape):
    name: str | None
    rows: int
    reviewed: int


class LabelCounts(Shape):
    rows: int
    states: dict[str, int]
    tags: list[LabelEntry]
    layers: list[LabelEntry]
    bodies: list[LabelEntry]


class LabelImport(Shape):
    effects: dict[str, int]
    faults: list[str]
    notes: list[str]
    written: bool


class ModelVersion(Shape):
    """A version of the tagger; ``card`` says what it learnt and how it did, null for the built-in
    one; ``fault`` why it cannot be read."""

    name: str
    aliases: list[str]
    fault: str | None
    card: dict[str, Any] | None


class ModelEvent(Shape):
    at: datetime
    act: str
    version: str
    why: list[str]


class Models(Shape):
    champion: str
    challenger: str | None
    former: list[str]
    versions: list[ModelVersion]
    history: list[ModelEvent]
    trainable: bool
    reviewed: int


class Promotion(Shape):
    """``objections`` say why it was refused."""

    version: str
    promoted: bool
    comparisons: list[dict[str, Any]]
    objections: list[str]
    notes: list[str]


class ChangedParagraph(Shape):
    document_id: int
    unit: str | None
    year: int | None
    paragraph_id: str
    text: str
    before: list[str]
    after: list[str]


class Preview(Shape):
    """What another model would say otherwise, of the ``paragraphs`` that were looked at."""

    paragraphs: int
    changes: list[ChangedParagraph]
