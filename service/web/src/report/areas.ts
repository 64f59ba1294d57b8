/** What was read, as boxes on the pages; what is large first, so that what is small can be hit. */
import { lookOf, SURE, type CellRef, type Place } from "./cells"
import { locateFinding } from "./places"
import type { Analysis, Finding, Region } from "./shapes"

export type Box = readonly [number, number, number, number]
export type AreaKind = "prose" | "cell" | "doubt" | "void" | "count" | "official" | "placeholder" | Finding["severity"]

export interface Area {
  ref: string
  kind: AreaKind
  boxes: Box[]
  /** Of a finding, on the first page of it. */
  pin: { x: number; y: number; number: number } | null
}

const LEAST = 13
const PADDING: Partial<Record<AreaKind, number>> = { cell: 2.5, doubt: 2.5, void: 0, prose: 0.5, count: 0.5 }
const PIN = 11

export function drawAreas(
  analysis: Analysis, cells: ReadonlyMap<CellRef, Place>, findings: readonly Finding[],
): Map<number, Area[]> {
  const pages = new Map<number, Area[]>(analysis.pages.map((page) => [page.number, []]))
  const place = (ref: string, kind: AreaKind, regions: readonly Region[], number = 0): void => {
    const boxes = new Map<number, Box[]>()
    for (const { page, box } of regions) {
      if (!boxes.has(page)) boxes.set(page, [])
      boxes.get(page)?.push(widen(box, PADDING[kind] ?? 1.5))
    }
    let pinned = !number
    for (const [page, found] of boxes) {
      const areas = pages.get(page)
      const pin = pinned || !areas ? null : setPin(found[0] as Box, number, areas)
      pinned = true
      areas?.push({ ref, kind, boxes: found, pin })
    }
  }
  for (const paragraph of analysis.paragraphs) place(`paragraph:${paragraph.id}`, "prose", paragraph.regions)
  findings.forEach((finding, i) => {
    const { cells: own } = locateFinding(analysis, finding)
    const regions = finding.evidence.filter((evidence) => !evidence.cell).flatMap((evidence) => evidence.regions)
    const first = own[0] ? cells.get(own[0])?.cell.regions.slice(0, 1) : undefined
    place(`finding:${finding.id}`, finding.severity, regions.length ? regions : (first ?? []), i + 1)
  })
  for (const [ref, { cell }] of cells) {
    const look = lookOf(cell, false)
    const kind = look === "blank" || look === "slash" ? "void" : cell.confidence < SURE || look !== "number" ? "doubt" : "cell"
    place(`cell:${ref}`, kind, cell.regions)
  }
  analysis.counts.forEach((count, i) => place(`count:${i}`, "count", count.regions))
  analysis.officials.forEach((official, i) => place(`official:${i}`, "official", official.regions))
  analysis.placeholders.forEach((gap, i) => {
    if (gap.kind !== "blank_cell") place(`placeholder:${i}`, "placeholder", gap.regions)
  })
  return pages
}

/** A single figure is 5 points wide: its box is made large enough to be hit. */
function widen([left, top, right, bottom]: Box, padding: number): Box {
  const x = Math.max(padding, (LEAST - (right - left)) / 2)
  const y = Math.max(padding, (LEAST - (bottom - top)) / 2)
  return [left - x, top - y, right + x, bottom + y]
}

/** Pins that would lie upon each other stand side by side. */
function setPin(box: Box, number: number, areas: readonly Area[]): { x: number; y: number; number: number } {
  const taken = areas.flatMap(({ pin }) => (pin ? [pin] : []))
  let x = Math.max(box[0] - 7, PIN / 2)
  const y = box[1] + 4
  while (taken.some((pin) => Math.abs(pin.x - x) < PIN && Math.abs(pin.y - y) < PIN)) x += PIN
  return { x, y, number }
}
