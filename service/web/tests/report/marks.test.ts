import { describe, expect, it } from "vitest"

import { Offsets } from "../../src/offsets"
import { cutLines, cutSegments, type Mark } from "../../src/report/marks"

const mark = (ref: string, start: number, end: number): Mark => ({ ref, kind: "count", span: [start, end] })
const write = (segments: { text: string; marks: readonly Mark[] }[]): string[] =>
  segments.map(({ text, marks }) => `${text}<${marks.map(({ ref }) => ref).join()}>`)

describe("segments", () => {
  it("are cut at every end, so that marks may overlap", () => {
    const found = cutSegments(new Offsets("甲乙丙丁戊"), [0, 5], [mark("a", 1, 3), mark("b", 2, 4)])
    expect(write(found)).toEqual(["甲<>", "乙<a>", "丙<a,b>", "丁<b>", "戊<>"])
  })

  it("count characters beyond the basic plane as one", () => {
    const found = cutSegments(new Offsets("局长𬱖某，5件"), [0, 7], [mark("name", 2, 4), mark("count", 5, 6)])
    expect(write(found)).toEqual(["局长<>", "𬱖某<name>", "，<>", "5<count>", "件<>"])
  })

  it("show an empty cell between its neighbours", () => {
    const found = cutSegments(new Offsets("规章\t\t3"), [0, 5], [mark("blank", 3, 3), mark("three", 4, 5)])
    expect(write(found)).toEqual(["规章\t<>", "<blank>", "\t<>", "3<three>"])
  })
})

describe("lines", () => {
  it("are the text, whatever ends them", () => {
    const text = "一𠀀\r\n\n二\r三"
    const lines = cutLines(new Offsets(text), [])
    expect(lines.map((line) => line.segments.map(({ text }) => text).join(""))).toEqual(["一𠀀", "", "二", "三"])
    expect(lines.map(({ start, end }) => [start, end])).toEqual([[0, 2], [4, 4], [5, 6], [7, 8]])
  })

  it("each show their part of a mark that runs over several", () => {
    const lines = cutLines(new Offsets("甲乙\n丙丁\n戊己"), [mark("long", 1, 7)])
    expect(lines.map(({ segments }) => write(segments))).toEqual([
      ["甲<>", "乙<long>"], ["丙丁<long>"], ["戊<long>", "己<>"],
    ])
  })

  it("lose no mark behind a long one that began before it", () => {
    const lines = cutLines(new Offsets("甲\n乙\n丙"), [mark("all", 0, 5), mark("last", 4, 5)])
    expect(write(lines[2]?.segments ?? [])).toEqual(["丙<all,last>"])
  })
})
