import type { Totals, TotalCell } from "../api/types"

export interface Bar {
  key: string
  figure: number
  before: number | null
}

type Kind = Totals["tables"][number]["kind"]
type Choose = (cell: TotalCell) => string | null

const OUTCOME = /^out\.(disclosed|partial|refused|unable|not_handled|other)(?:\.|$)/

/** Sums of the chosen cells by the key that `choose` gives, this year's beside last year's. */
export function sumUp(now: Totals, before: Totals | null, kind: Kind, keys: readonly string[], choose: Choose): Bar[] {
  const [mine, theirs] = [gather(now, kind, choose), before && before.reports ? gather(before, kind, choose) : null]
  return keys.map((key) => ({ key, figure: mine.get(key) ?? 0, before: theirs ? (theirs.get(key) ?? 0) : null }))
}

export const byOutcome: Choose = (cell) => (cell.column === "total" ? (OUTCOME.exec(cell.row)?.[1] ?? null) : null)
export const byApplicant: Choose = (cell) => (cell.row === "new_received" ? cell.column : null)
export const byDispute: Choose = (cell) => (/^(upheld|corrected|other|pending)$/.test(cell.column) ? cell.column : null)

function gather(totals: Totals, kind: Kind, choose: Choose): Map<string, number> {
  const found = new Map<string, number>()
  for (const table of totals.tables) {
    if (table.kind !== kind) continue
    for (const cell of table.cells) {
      const key = choose(cell)
      if (key !== null) found.set(key, (found.get(key) ?? 0) + Number(cell.total))
    }
  }
  return found
}

/** +12%, −3%, or nothing where there is nothing to compare with. */
export function writeChange(figure: number, before: number | null): string {
  if (before === null || before === figure) return ""
  if (before === 0) return `+${figure.toLocaleString()}`
  const share = Math.round((100 * (figure - before)) / before)
  return share === 0 ? "" : `${share > 0 ? "+" : "−"}${Math.abs(share)}%`
}
