/** Where things stand in the report: spans of its text, boxes on its pages. */
import { findEvidenceCell, type CellRef, type Place } from "./cells"
import { nameItem, type Ref } from "./hash"
import type { Analysis, Finding, Region, Span } from "./shapes"

export interface Spot {
  spans: Span[]
  regions: Region[]
}

/** Where an item stands; nowhere if the report leaves it out. */
export function locate(analysis: Analysis, cells: ReadonlyMap<CellRef, Place>, ref: Ref): Spot {
  const { kind, name } = nameItem(ref)
  if (kind === "cell") return spot(cells.get(name)?.cell)
  if (kind === "paragraph") return spot(analysis.paragraphs.find((paragraph) => paragraph.id === name))
  const lists = { official: analysis.officials, count: analysis.counts, placeholder: analysis.placeholders }
  const found = spot(lists[kind][Number(name)])
  // what a person marked has no place of its own on the page: its paragraph's is near enough
  const home = found.spans[0] && !found.regions.length && analysis.paragraphs.find(({ span }) => overlaps(span, found.spans[0] as Span))
  return home ? { ...found, regions: home.regions } : found
}

function spot(thing?: { span?: Span | null; regions: Region[] } | null): Spot {
  return { spans: thing?.span ? [thing.span] : [], regions: thing?.regions ?? [] }
}

/** A finding's places: what it names as a cell, and what it points at in the text. */
export interface Evidenced extends Spot {
  cells: CellRef[]
  /** Numbers of tables that it is about as a whole. */
  tables: number[]
  /** Whether it points at words of a table. */
  tabled: boolean
}

export function locateFinding(analysis: Analysis, finding: Finding): Evidenced {
  const found: Evidenced = { spans: [], regions: [], cells: [], tables: [], tabled: false }
  const seen = new Set<string>()
  for (const evidence of finding.evidence) {
    const cell = findEvidenceCell(analysis, evidence)
    const table = cell ? -1 : findEvidenceTable(analysis, evidence.cell ?? "", evidence.span ?? null)
    if (cell && !seen.has(cell)) found.cells.push(cell)
    if (cell) seen.add(cell)
    if (table >= 0) found.tables.push(table)
    if (evidence.span) found.spans.push(evidence.span)
    found.tabled ||= !cell && table < 0 && analysis.tables.some(({ span }) => span && evidence.span && overlaps(span, evidence.span))
    found.regions.push(...evidence.regions)
  }
  return found
}

function findEvidenceTable(analysis: Analysis, name: string, span: Span | null): number {
  const kind = name.endsWith(":") ? name.slice(0, -1) : null
  return analysis.tables.findIndex(
    (table) => (kind && table.kind === kind) || (span && table.span && isSame(table.span, span)),
  )
}

export function isSame(a: Span, b: Span): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

export function overlaps(a: Span, b: Span): boolean {
  return Math.max(a[0], b[0]) < Math.min(a[1], b[1])
}

const GRAVITY = ["error", "warning", "notice"]

/** The gravest first, those of one severity as they stand in the report. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const place = (finding: Finding): number =>
    Math.min(...finding.evidence.map((evidence) => evidence.span?.[0] ?? Infinity), Infinity)
  const rank = (finding: Finding): number => GRAVITY.indexOf(finding.severity)
  return [...findings].sort((a, b) => rank(a) - rank(b) || compare(place(a), place(b)))
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** The paragraph that holds the most of what the span covers first. */
export function findParagraph(analysis: Analysis, span: Span): string | null {
  const found = analysis.paragraphs.find((paragraph) => overlaps(paragraph.span, span))
  return found?.id ?? null
}
