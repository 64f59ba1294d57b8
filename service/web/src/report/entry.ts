/** What a person types into a cell, as the API takes it. */
import type { Cell, CellEdit } from "./shapes"
import { writeFigure } from "./cells"

const SLASHES = new Set(["/", "／", "\\", "-", "－", "—", "——", "–", "无"])
const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)$/

/** A number, a blank (nothing typed) or a slash; null for anything else. */
export function readEntry(typed: string): CellEdit | null {
  const text = typed.normalize("NFKC").replace(/\s/g, "")
  if (text === "") return { value: null, state: "blank" }
  if (SLASHES.has(text) || SLASHES.has(typed.trim())) return { value: null, state: "slash" }
  const plain = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, "")
  if (!NUMBER.test(plain)) return null
  const value = Number(plain)
  return Math.abs(value) <= 1e15 ? { value, state: "number" } : null
}

/** What the editor begins with: what the cell holds, as it would be typed. */
export function writeEntry(cell: Cell): string {
  if (cell.value !== null) return writeFigure(cell.value)
  return cell.state === "slash" ? "/" : ""
}

export function isSame(cell: Cell, edit: CellEdit): boolean {
  return cell.value === (edit.value ?? null) && cell.state === edit.state
}
