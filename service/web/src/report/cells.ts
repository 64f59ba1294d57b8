/** Cells by the name that edits and links give them: `requests:out.total.total`; in a second table
 *  of the kind, `requests#1:out.total.total`. */
import type { Analysis, Cell, EditRecord, Evidence, Form, FormTable, Table } from "./shapes"

export const SURE = 0.9
export type CellRef = string

export interface Place {
  table: number
  cell: Cell
}

export function nameTable(tables: readonly Table[], number: number): string {
  const kind = tables[number]?.kind ?? ""
  const before = tables.slice(0, number).filter((table) => table.kind === kind).length
  return before ? `${kind}#${before}` : kind
}

export function writeKey(cell: Cell): string {
  return `${cell.row}.${cell.column}`
}

/** Every cell of the tables that stand in the report, by its name. */
export function indexCells(tables: readonly Table[]): Map<CellRef, Place> {
  const places = new Map<CellRef, Place>()
  tables.forEach((table, number) => {
    const name = nameTable(tables, number)
    for (const cell of table.cells) places.set(`${name}:${writeKey(cell)}`, { table: number, cell })
  })
  return places
}

/** The cell that a piece of evidence is. Where a table is printed twice, the one whose place it
 *  gives; else the one that the report is judged by: the body's before an appendix's. */
export function findEvidenceCell(analysis: Analysis, evidence: Evidence): CellRef | null {
  if (!evidence.cell || evidence.cell.endsWith(":")) return null
  const [kind, key] = split(evidence.cell)
  const numbers = analysis.tables.flatMap((table, number) =>
    table.kind === kind && table.cells.some((cell) => writeKey(cell) === key) ? [number] : [],
  )
  const inBody = (number: number): number => (analysis.tables[number]?.location === "body" ? 0 : 1)
  numbers.sort((a, b) => inBody(a) - inBody(b))
  const stands = (number: number): boolean => {
    const cell = analysis.tables[number]?.cells.find((found) => writeKey(found) === key)
    return !!cell?.span && cell.span[0] === evidence.span?.[0] && cell.span[1] === evidence.span[1]
  }
  const number = numbers.find(stands) ?? numbers[0]
  return number === undefined ? null : `${nameTable(analysis.tables, number)}:${key}`
}

function split(name: string): [string, string] {
  const at = name.indexOf(":")
  return [name.slice(0, at), name.slice(at + 1)]
}

/** The address of a cell in the API, which names tables by their number. */
export function writeCellUrl(document: number, tables: readonly Table[], ref: CellRef): string {
  const [name, key] = split(ref)
  const number = tables.findIndex((_, index) => nameTable(tables, index) === name)
  return `/v1/documents/${document}/cells/${number}/${encodeURIComponent(key)}`
}

export function findFormTable(forms: ReadonlyMap<string, Form>, table: Table): FormTable | null {
  const form = forms.get(table.form ?? "")
  return form?.tables.find((found) => found.kind === table.kind) ?? null
}

/** The printed labels of a cell: its row from the outermost group inwards, and its column. */
export function labelCell(form: FormTable | null, cell: Cell): { row: string[]; column: string } {
  for (const block of form?.blocks ?? []) {
    const row = block.rows.find((found) => found.id === cell.row)
    const column = block.columns.find((found) => found.id === cell.column)
    if (row && column) return { row: row.path, column: column.label }
  }
  return { row: [cell.row], column: cell.column }
}

export function findUnit(form: FormTable | null, cell: Cell): string | null {
  for (const block of form?.blocks ?? []) {
    if (!block.rows.some((row) => row.id === cell.row)) continue
    return block.columns.find((column) => column.id === cell.column)?.unit ?? null
  }
  return null
}

/** What a reader must know of a cell at a glance; each has a sign and a colour of its own. */
export type Look =
  | "number" | "blank" | "slash" | "text" | "missing" | "inferred" | "unreadable" | "unsure" | "edited"

export function lookOf(cell: Cell, edited: boolean): Look {
  if (edited) return "edited"
  if (cell.state === "missing" || cell.state === "inferred" || cell.state === "unreadable") return cell.state
  return cell.confidence < SURE ? "unsure" : cell.state
}

export function isDoubtful(cell: Cell): boolean {
  return cell.state === "inferred" || cell.state === "unreadable" || cell.confidence < SURE
}

/** Digits as a reader writes them. */
export function writeFigure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)))
}

export function printCell(cell: Cell, labelUnit: string | null = null): string {
  if (cell.value !== null) {
    return writeFigure(cell.value) + (cell.unit && cell.unit !== labelUnit ? cell.unit : "")
  }
  const raw = cell.raw.trim()
  if (cell.state === "slash") return /\d/.test(raw) || !raw ? "／" : raw
  if (cell.state === "blank" || cell.state === "missing") return ""
  return raw
}

/** The cells that people changed and did not restore, each with what was last done to it. */
export function listEdited(edits: readonly EditRecord[]): Map<CellRef, EditRecord> {
  const last = new Map<CellRef, EditRecord>()
  for (const edit of edits) {
    if (edit.kind === "cell" && !last.has(edit.target)) last.set(edit.target, edit)
  }
  for (const [target, edit] of last) if (edit.after.restored) last.delete(target)
  return last
}
