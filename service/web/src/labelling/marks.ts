/** Marks of a paragraph and the caret in it, all in code points. */
import type { Offsets } from "../offsets"
import type { Draft, Label, Mark, Row } from "./shapes"
import { TAGS, type Tag } from "./shapes"

/** `focus` is where the caret stands; equal to `anchor` where nothing is selected. */
export interface Caret {
  readonly anchor: number
  readonly focus: number
}

export function readDraft(row: Row): Draft {
  const found: Mark[] = [
    ...(row.officials ?? []).map(({ span }) => toMark("official", span)),
    ...(row.counts ?? []).map(({ span }) => toMark("count", span)),
    ...(row.placeholders ?? []).map(({ kind, span }) => toMark(kind, span)),
  ]
  return { tags: row.tags ?? [], marks: found.reduce<readonly Mark[]>(addMark, []) }
}

export function toggleTag(draft: Draft, tag: Tag): Draft {
  const had = draft.tags.includes(tag)
  return { ...draft, tags: TAGS.filter((one) => (one === tag ? !had : draft.tags.includes(one))) }
}

/** By place; a person with two roles is one mark. */
export function addMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  if (marks.some((one) => isSame(one, mark))) return marks
  return [...marks, mark].sort((a, b) => a.start - b.start || a.end - b.end || a.label.localeCompare(b.label))
}

export function replaceMark(marks: readonly Mark[], old: Mark, next: Mark | null): readonly Mark[] {
  const rest = marks.filter((one) => !isSame(one, old))
  return next ? addMark(rest, next) : rest
}

/** The mark with one edge moved; itself where it would be empty or leave the text. */
export function moveEdge(mark: Mark, edge: "start" | "end", by: number, length: number): Mark {
  const moved = { ...mark, [edge]: mark[edge] + by }
  return moved.start >= 0 && moved.start < moved.end && moved.end <= length ? moved : mark
}

/** The mark after the chosen one, or the first; null behind the last. `by` is 1 or -1. */
export function stepMark(marks: readonly Mark[], chosen: Mark | null, by: 1 | -1): Mark | null {
  if (!chosen) return marks.at(by > 0 ? 0 : -1) ?? null
  const place = marks.findIndex((one) => isSame(one, chosen)) + by
  return place < 0 ? null : (marks[place] ?? null)
}

export function isSame(a: Mark | null, b: Mark | null): boolean {
  return a === b || (!!a && !!b && a.label === b.label && a.start === b.start && a.end === b.end)
}

/** The caret moved to a place; with `extend` the selection grows. */
export function moveCaret(caret: Caret, focus: number, extend: boolean, length: number): Caret {
  const bound = Math.max(0, Math.min(length, focus))
  return { anchor: extend ? caret.anchor : bound, focus: bound }
}

export function readRange({ anchor, focus }: Caret): { start: number; end: number } {
  return { start: Math.min(anchor, focus), end: Math.max(anchor, focus) }
}

/** Where the next word ends, or the one before begins. */
export function findWordEdge(offsets: Offsets, from: number, by: 1 | -1): number {
  const here = offsets.toUnits(from)
  const edges = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(offsets.text)].map(({ index }) => index)
  edges.push(offsets.text.length)
  const found = by > 0 ? edges.find((edge) => edge > here) : edges.findLast((edge) => edge < here)
  return offsets.toPoints(found ?? here)
}

/** A text cut where marks and the selection begin and end. */
export interface Piece {
  readonly start: number
  readonly text: string
  readonly marks: readonly Mark[]
  /** Marks that end with this piece. */
  readonly ending: readonly Mark[]
  readonly selected: boolean
}

export function cutPieces(offsets: Offsets, length: number, marks: readonly Mark[], caret: Caret): Piece[] {
  const range = readRange(caret)
  const places = new Set([0, length, range.start, range.end, ...marks.flatMap(({ start, end }) => [start, end])])
  const edges = [...places].sort((a, b) => a - b)
  return edges.slice(0, -1).map((start, i) => {
    const end = edges[i + 1] as number
    const over = marks.filter((mark) => mark.start <= start && end <= mark.end)
    return {
      start,
      text: offsets.cut(start, end),
      marks: over,
      ending: over.filter((mark) => mark.end === end),
      selected: range.start <= start && end <= range.end && range.start < range.end,
    }
  })
}

function toMark(label: Label, [start, end]: [number, number]): Mark {
  return { label, start, end }
}
