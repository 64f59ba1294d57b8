/** What the page draws and counts, from cards as they are. Pure. */
import { TAGS } from "../labelling/shapes"
import type { Card, Change, Comparison, Confusion, Interval, LabelCounts, Models, SetName, Tag, Version } from "./shapes"

/** An axis for F1: from the tenth below the lowest bound to 1. */
export function findFloor(intervals: readonly Interval[]): number {
  const lowest = Math.min(1, ...intervals.map(({ low }) => low))
  return Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10))
}

/** An axis around zero that holds every bound, at least ±0.05. */
export function findReach(intervals: readonly Interval[]): number {
  return Math.max(0.05, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
}

export interface Heat {
  rows: (Tag | null)[]
  columns: (Tag | null)[]
  cells: (number | null)[][]
  most: number
}

/** Which tags were taken for which; null, no tag, comes last. */
export function layOutConfusion(confusion: readonly Confusion[]): Heat {
  const order = [...TAGS, null]
  const rows = order.filter((tag) => confusion.some(({ expected }) => expected === tag))
  const columns = order.filter((tag) => confusion.some(({ found }) => found === tag))
  const find = (expected: Tag | null, found: Tag | null): number | null =>
    confusion.find((one) => one.expected === expected && one.found === found)?.paragraphs ?? null
  return {
    rows,
    columns,
    cells: rows.map((expected) => columns.map((found) => find(expected, found))),
    most: Math.max(0, ...confusion.map(({ paragraphs }) => paragraphs)),
  }
}

/** Against the champion where it was compared with it, else against the first. */
export function chooseComparison(card: Card, on: SetName, champion: string): Comparison | null {
  const found = card.comparisons.filter((one) => one.on === on)
  return found.find(({ rival }) => rival === champion) ?? found[0] ?? null
}

/** Better or worse only where the whole interval is on one side of zero. */
export function judgeGain({ low, high }: Interval): "better" | "worse" | "same" {
  return low > 0 ? "better" : high < 0 ? "worse" : "same"
}

/** The latest first; those without a card, as the built-in one, last. */
export function listVersions(models: Models): Version[] {
  const made = ({ card }: Version): string => card?.made.at ?? ""
  return [...models.versions].sort((a, b) => made(b).localeCompare(made(a)))
}

/** The version made last; null where none can be read. */
export function findNewest(models: Models): Version | null {
  return listVersions(models).find(({ card }) => card) ?? null
}

/** Reviewed paragraphs that the newest version has not seen when it was made. */
export function countSince(models: Models, counts: LabelCounts): number {
  const data = findNewest(models)?.card?.data
  const reviewed = counts.states.reviewed ?? 0
  if (!data) return reviewed
  const seen = data.left_out.filter(([reason]) => reason === "untagged" || reason === "tested")
  return Math.max(0, reviewed - data.learnt - data.held - seen.reduce((sum, [, number]) => sum + number, 0))
}

/** Themes that nobody has labelled yet. */
export function findUnlabelled(counts: LabelCounts): Tag[] {
  return TAGS.filter((tag) => !counts.tags.some(({ name, reviewed }) => name === tag && reviewed))
}

/** Why a version may not be used: what was said last, when it was made or when somebody tried. */
export function findObjections(models: Models, version: Version): readonly string[] {
  const tried = models.history.findLast((one) => one.version === version.name && ["refused", "promoted"].includes(one.act))
  return tried ? tried.why : (version.card?.objections ?? [])
}

export interface ChangedReport {
  id: number
  unit: string | null
  year: number | null
  changes: Change[]
}

/** Those with most changes first. */
export function groupByReport(changes: readonly Change[]): ChangedReport[] {
  const found = new Map<number, ChangedReport>()
  for (const change of changes) {
    const report = found.get(change.document_id) ?? { id: change.document_id, unit: change.unit, year: change.year, changes: [] }
    report.changes.push(change)
    found.set(change.document_id, report)
  }
  return [...found.values()].sort((a, b) => b.changes.length - a.changes.length || b.id - a.id)
}

/** How many reports another model has read than the one in use; none where that is damaged. */
export function countStale(model: string | null, read: readonly { value: unknown; count: number }[]): number {
  return model === null ? 0 : read.reduce((sum, { value, count }) => sum + (value === model ? 0 : count), 0)
}
