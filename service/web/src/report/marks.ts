/** A text cut where marks begin and end, so that marks may overlap; all in code points. */
import type { Offsets } from "../offsets"
import type { Span } from "./shapes"

export interface Mark {
  /** `cell:…`, `finding:…`, `paragraph:…`: what a click on it selects. */
  ref: string
  kind: string
  span: Span
}

export interface Segment {
  text: string
  marks: readonly Mark[]
}

export interface Line {
  start: number
  end: number
  segments: Segment[]
}

/** Marks whose ends are the same stand between two segments, as an empty cell does. */
export function cutSegments(offsets: Offsets, within: Span, marks: readonly Mark[]): Segment[] {
  const known = marks.filter(({ span }) => touches(span, within))
  const places = new Set<number>(within)
  for (const { span } of known) {
    places.add(Math.max(span[0], within[0]))
    places.add(Math.min(span[1], within[1]))
  }
  const ends = [...places].sort((a, b) => a - b)
  const segments: Segment[] = []
  ends.forEach((start, i) => {
    const empty = known.filter(({ span }) => span[0] === start && span[1] === start)
    if (empty.length) segments.push({ text: "", marks: empty })
    const end = ends[i + 1]
    if (end === undefined) return
    const over = known.filter(({ span }) => span[0] <= start && end <= span[1])
    segments.push({ text: offsets.cut(start, end), marks: over })
  })
  return segments
}

function touches(span: Span, within: Span): boolean {
  if (span[0] === span[1]) return within[0] <= span[0] && span[0] <= within[1]
  return Math.max(span[0], within[0]) < Math.min(span[1], within[1])
}

/** The text by lines, as it came. A mark over several lines stands in each of them. */
export function cutLines(offsets: Offsets, marks: readonly Mark[]): Line[] {
  const waiting = [...marks].sort((a, b) => a.span[0] - b.span[0])
  let active: Mark[] = []
  let next = 0
  let start = 0
  const lines: Line[] = []
  for (const { text, length } of splitLines(offsets.text)) {
    const end = start + text
    active = active.filter(({ span }) => span[1] > start)
    for (let mark = waiting[next]; mark && mark.span[0] <= end; mark = waiting[next]) {
      if (mark.span[1] >= start) active.push(mark)
      next += 1
    }
    lines.push({ start, end, segments: cutSegments(offsets, [start, end], active) })
    start += length
  }
  return lines
}

/** Lengths in code points: of the line's text, and with its line end. */
function* splitLines(text: string): Generator<{ text: number; length: number }> {
  const pattern = /([^\r\n]*)(\r\n|\r|\n|$)/gu
  for (const match of text.matchAll(pattern)) {
    if (!match[0] && match.index === text.length && text.length) return
    const points = [...(match[1] ?? "")].length
    yield { text: points, length: points + (match[2] ?? "").length }
    if (!match[2]) return
  }
}
