/** The sums of a form over the cells of a report, with the figures of both sides. */
import { SURE, writeKey } from "./cells"
import type { Cell, Finding, FormSum, FormTable, Table } from "./shapes"

export interface Term {
  key: string
  cell: Cell | null
}

export interface Equation {
  rule: string
  left: Term[]
  right: Term[]
  leftSum: number
  rightSum: number
  /** `open` where a cell of it is not surely read: then nothing is said of the sum. */
  state: "closes" | "broken" | "open"
}

const ASSESSABLE = new Set(["number", "blank", "slash"])

export function assess(sum: FormSum, cells: ReadonlyMap<string, Cell>): Equation {
  const find = (key: string): Term => ({ key, cell: cells.get(key) ?? null })
  const left = sum.left.map(find)
  const right = sum.right.map(find)
  const [leftSum, rightSum] = [addUp(left), addUp(right)]
  const known = [...left, ...right].every(({ cell }) => cell && isAssessable(cell))
  const closes = Math.abs(leftSum - rightSum) < 1e-6
  return { rule: sum.rule, left, right, leftSum, rightSum, state: known ? (closes ? "closes" : "broken") : "open" }
}

function isAssessable(cell: Cell): boolean {
  return ASSESSABLE.has(cell.state) && cell.confidence >= SURE
}

function addUp(terms: readonly Term[]): number {
  const sum = terms.reduce((total, { cell }) => total + (cell?.value ?? 0), 0)
  return Number(sum.toFixed(6))
}

export function mapCells(table: Table): Map<string, Cell> {
  return new Map(table.cells.map((cell) => [writeKey(cell), cell]))
}

/** The sums that a cell takes part in. */
export function findEquations(form: FormTable | null, table: Table, key: string): Equation[] {
  const cells = mapCells(table)
  const sums = form?.sums.filter((sum) => sum.left.includes(key) || sum.right.includes(key)) ?? []
  return sums.map((sum) => assess(sum, cells))
}

/** The sum that a finding is about: of its rule, and with the finding's first cell on its left. */
export function findBrokenSum(form: FormTable | null, table: Table, finding: Finding): Equation | null {
  const first = finding.evidence.find((evidence) => evidence.cell)?.cell?.replace(/^[^:]*:/, "")
  const sum = form?.sums.find((found) => found.rule === finding.rule && found.left[0] === first)
  return sum ? assess(sum, mapCells(table)) : null
}

/** The one cell of a broken sum that breaks another sum too, if it is only one: where to look first. */
export function findSuspect(form: FormTable | null, table: Table, equation: Equation): string | null {
  const cells = mapCells(table)
  const broken = (form?.sums ?? []).map((sum) => assess(sum, cells)).filter((one) => one.state === "broken")
  const list = ({ left, right }: Equation): string[] => [...left, ...right].map(({ key }) => key)
  const suspects = list(equation).filter((key) => broken.filter((one) => list(one).includes(key)).length > 1)
  return suspects.length === 1 ? (suspects[0] as string) : null
}

/** The terms worth writing out, and how many more there are that add nothing. */
export function shortenSide(terms: readonly Term[]): { shown: Term[]; rest: number } {
  if (terms.length <= 3) return { shown: [...terms], rest: 0 }
  const shown = terms.filter(({ cell }) => cell?.value)
  return { shown, rest: terms.length - shown.length }
}
