/** The report's text line by line, each with its part in the report and the marks in it. */
import { Offsets } from "../offsets"
import { lookOf, type CellRef, type Place } from "./cells"
import { cutLines, type Line, type Mark } from "./marks"
import { findParagraph } from "./places"
import type { Analysis, Finding, Span } from "./shapes"

export type Role = "title" | "section" | "heading" | "paragraph" | "table" | "signature" | "line"

export interface TextLine extends Line {
  role: Role
  /** The paragraph that the line is of. */
  ref: string | null
  /** All that can be lit in the line. */
  refs: ReadonlySet<string>
}

export function drawLines(
  analysis: Analysis, cells: ReadonlyMap<CellRef, Place>, findings: readonly Finding[],
): TextLine[] {
  const roles = listRoles(analysis)
  let at = 0
  return cutLines(new Offsets(analysis.text), listMarks(analysis, cells, findings)).map((line) => {
    while (roles[at] && (roles[at] as Ranged).span[1] <= line.start) at += 1
    const role = findRole(roles.slice(at, at + 4), [line.start, line.end])
    const paragraph = role === "paragraph" ? findParagraph(analysis, [line.start, line.end]) : null
    const ref = paragraph ? `paragraph:${paragraph}` : null
    const refs = new Set(line.segments.flatMap(({ marks }) => marks.map((mark) => mark.ref)).filter(Boolean))
    if (ref) refs.add(ref)
    return { ...line, role, ref, refs }
  })
}

interface Ranged {
  role: Role
  span: Span
}

/** What most of the line is: a heading may run on into its paragraph. */
function findRole(roles: readonly Ranged[], line: Span): Role {
  const share = ({ span }: Ranged): number => Math.min(span[1], line[1]) - Math.max(span[0], line[0])
  const over = roles.filter((ranged) => share(ranged) > 0)
  return over.sort((a, b) => share(b) - share(a))[0]?.role ?? "line"
}

function listRoles(analysis: Analysis): Ranged[] {
  const roles: Ranged[] = []
  const add = (role: Role, span: Span | null | undefined): void => {
    if (span) roles.push({ role, span })
  }
  add("title", analysis.title_span)
  for (const section of analysis.sections) add("section", section.heading_span)
  for (const heading of analysis.headings) add("heading", heading.span)
  for (const table of analysis.tables) add("table", table.span)
  for (const paragraph of analysis.paragraphs) add("paragraph", paragraph.span)
  add("signature", analysis.signature.span)
  return roles.sort((a, b) => a.span[0] - b.span[0])
}

function listMarks(
  analysis: Analysis, cells: ReadonlyMap<CellRef, Place>, findings: readonly Finding[],
): Mark[] {
  const marks: Mark[] = []
  const mark = (ref: string, kind: string, span: Span | null | undefined): void => {
    if (span) marks.push({ ref, kind, span })
  }
  for (const { heading_span } of analysis.sections) mark("", "runin", heading_span)
  for (const { span } of analysis.headings) mark("", "runin", span)
  for (const [ref, { cell }] of cells) mark(`cell:${ref}`, `cell ${lookOf(cell, false)}`, cell.span)
  for (const finding of findings) {
    for (const evidence of finding.evidence) {
      const whole = analysis.tables.some((table) => table.span && evidence.span?.[0] === table.span[0] && evidence.span[1] === table.span[1])
      if (!evidence.cell && !whole) mark(`finding:${finding.id}`, finding.severity, evidence.span)
    }
  }
  analysis.officials.forEach((official, i) => mark(`official:${i}`, "official", official.span))
  analysis.counts.forEach((count, i) => mark(`count:${i}`, "count", count.span))
  analysis.placeholders.forEach((gap, i) => {
    if (gap.kind !== "blank_cell") mark(`placeholder:${i}`, "placeholder", gap.span)
  })
  return marks
}
