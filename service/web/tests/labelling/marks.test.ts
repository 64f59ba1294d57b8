import { describe, expect, it } from "vitest"

import { addMark, cutPieces, findWordEdge, moveCaret, moveEdge, readDraft, replaceMark, stepMark, toggleTag } from "../../src/labelling/marks"
import type { Mark } from "../../src/labelling/shapes"
import { Offsets } from "../../src/offsets"
import { makeRow } from "./made"

const TEXT = "由局长𬱖某任组长，主动公开信息12条。"
const NAME: Mark = { label: "official", start: 3, end: 5 }
const FIGURE: Mark = { label: "count", start: 15, end: 18 }

describe("marks", () => {
  it("are what the model suggested, a person with two roles once, by place", () => {
    const person = { span: [3, 5] as [number, number], name: "𬱖某", post: "局长", role: null }
    const draft = readDraft(makeRow({
      officials: [person, { ...person, role: "组长" }],
      counts: [{ span: [15, 18], value: 12, unit: "条", measure: null }],
      placeholders: [{ span: [0, 1], kind: "mask" }],
    }))
    expect(draft.marks).toEqual([{ label: "mask", start: 0, end: 1 }, NAME, FIGURE])
    expect(readDraft(makeRow({ officials: null, tags: null }))).toEqual({ tags: [], marks: [] })
  })

  it("move edge by edge, over a character of two units too, and stay in the text", () => {
    const length = new Offsets(TEXT).toPoints(TEXT.length)
    expect(length).toBe(19)
    expect(moveEdge(NAME, "start", -1, length)).toEqual({ label: "official", start: 2, end: 5 })
    const { start, end } = moveEdge(NAME, "end", -1, length)
    expect(new Offsets(TEXT).cut(start, end)).toBe("𬱖")
    const last: Mark = { label: "mask", start: 18, end: 19 }
    expect(moveEdge(last, "end", 1, length)).toBe(last)
    expect(moveEdge(last, "start", 1, length)).toBe(last)
    expect(moveEdge({ label: "mask", start: 0, end: 1 }, "start", -1, length).start).toBe(0)
  })

  it("are never there twice", () => {
    const marks = addMark([NAME], FIGURE)
    expect(addMark(marks, { ...NAME })).toBe(marks)
    expect(replaceMark(marks, NAME, FIGURE)).toEqual([FIGURE])
    expect(replaceMark(marks, NAME, null)).toEqual([FIGURE])
  })

  it("are stepped through, and left behind the last", () => {
    const marks = [NAME, FIGURE]
    expect(stepMark(marks, null, 1)).toBe(NAME)
    expect(stepMark(marks, { ...NAME }, 1)).toBe(FIGURE)
    expect(stepMark(marks, FIGURE, 1)).toBeNull()
    expect(stepMark(marks, null, -1)).toBe(FIGURE)
    expect(stepMark(marks, NAME, -1)).toBeNull()
    expect(stepMark([], null, 1)).toBeNull()
  })
})

describe("caret", () => {
  it("walks within the text and selects", () => {
    expect(moveCaret({ anchor: 2, focus: 2 }, 3, true, 5)).toEqual({ anchor: 2, focus: 3 })
    expect(moveCaret({ anchor: 2, focus: 3 }, -1, false, 5)).toEqual({ anchor: 0, focus: 0 })
    expect(moveCaret({ anchor: 2, focus: 5 }, 6, true, 5)).toEqual({ anchor: 2, focus: 5 })
  })

  it("goes by words and never into a character", () => {
    const offsets = new Offsets("主动公开𬱖某12条")
    const stops = [0]
    while (stops.at(-1)! < 9 && stops.length < 12) stops.push(findWordEdge(offsets, stops.at(-1)!, 1))
    expect(stops.at(-1)).toBe(9)
    expect(stops).toContain(8)
    expect(findWordEdge(offsets, 9, 1)).toBe(9)
    expect(findWordEdge(offsets, 9, -1)).toBe(8)
    expect(findWordEdge(offsets, 0, -1)).toBe(0)
  })
})

describe("pieces", () => {
  it("give the text back, whatever lies over it", () => {
    const inner: Mark = { label: "mask", start: 4, end: 16 }
    const pieces = cutPieces(new Offsets(TEXT), 19, [NAME, inner, FIGURE], { anchor: 8, focus: 2 })
    expect(pieces.map(({ text }) => text).join("")).toBe(TEXT)
    expect(pieces.filter(({ selected }) => selected).map(({ text }) => text).join("")).toBe("长𬱖某任组长")
    expect(pieces.find(({ start }) => start === 4)?.marks).toEqual([NAME, inner])
    expect(pieces.find(({ ending }) => ending.includes(NAME))?.text).toBe("某")
  })
})

describe("themes", () => {
  it("come and go, in the contract's order", () => {
    const draft = { tags: ["主动公开"] as const, marks: [] }
    expect(toggleTag(draft, "组织领导").tags).toEqual(["组织领导", "主动公开"])
    expect(toggleTag(draft, "主动公开").tags).toEqual([])
  })
})
