import { describe, expect, it } from "vitest"

import { moveEdge, replaceMark } from "../../src/labelling/marks"
import type { Mark } from "../../src/labelling/shapes"
import { changeMarks, changeSaid, cutPrinted, findChanged, laySheet, listMarks, takeOut, writeLayers } from "../../src/report/marking"
import type { Analysis, Paragraph } from "../../src/report/shapes"
import { makeAnalysis } from "./made"

/** 𠮷 takes two UTF-16 units, and stands before all that is marked. */
const TEXT = "题𠮷\n由镇长李明\n任组长，开会3次。"
const FROM = 3
const paragraph = { id: "p1", span: [FROM, 18], location: "body", text: "由镇长李明任组长，开会3次。" } as unknown as Paragraph
const LI = { name: "李明", post: "镇长", role: "组长", group: null, span: [4, 8], regions: [] } as unknown as Analysis["officials"][number]
const MEETINGS = {
  value: 3, unit: "次", measure: "开会", approximate: false, numeral: "arabic", text: "开会3次", span: [15, 17], scope: null, regions: [],
} as unknown as Analysis["counts"][number]
const GAP = { kind: "mask", text: "XX", span: [0, 1], regions: [] } as unknown as Analysis["placeholders"][number]
const analysis = makeAnalysis({ text: TEXT, paragraphs: [paragraph], officials: [LI], counts: [MEETINGS], placeholders: [GAP] })
const sheet = laySheet(analysis, paragraph)
const [person, figure] = listMarks(sheet) as [Mark, Mark]

describe("a paragraph's mentions", () => {
  it("stand in the words as printed, without what lies outside", () => {
    expect(cutPrinted(analysis, paragraph)).toBe("由镇长李明\u200b任组长，开会3次。")
    expect(listMarks(sheet)).toEqual([{ label: "official", start: 1, end: 5 }, { label: "count", start: 12, end: 14 }])
  })

  it("come out by places of the report, with all that is said", () => {
    expect(writeLayers(sheet, FROM)).toEqual({
      officials: [{ name: "李明", post: "镇长", role: "组长", group: null, span: [4, 8] }],
      counts: [{ value: 3, unit: "次", measure: "开会", approximate: false, scope: null, span: [15, 17] }],
      placeholders: [],
    })
  })

  it("keep post and role of a person whose edge moved, and have the name read anew", () => {
    const moved = moveEdge(person, "start", 2, 15)
    const [first] = writeLayers(changeMarks(sheet, replaceMark(listMarks(sheet), person, moved)), FROM).officials
    expect(first).toEqual({ post: "镇长", role: "组长", group: null, span: [6, 8] })
  })

  it("have a figure read anew whose edge moved, and what became another kind", () => {
    const moved = moveEdge(figure, "start", -2, 15)
    expect(writeLayers(changeMarks(sheet, replaceMark(listMarks(sheet), figure, moved)), FROM).counts).toEqual([{ span: [13, 17] }])
    const gap: Mark = { ...person, label: "mask" }
    const after = writeLayers(changeMarks(sheet, replaceMark(listMarks(sheet), person, gap)), FROM)
    expect([after.officials, after.placeholders]).toEqual([[], [{ kind: "mask", span: [4, 8] }]])
  })

  it("keep two roles of one person apart", () => {
    const twice = laySheet({ ...analysis, officials: [LI, { ...LI, role: "召集人" }] }, paragraph)
    const changed = changeSaid(twice, person, 1, { role: null })
    expect(writeLayers(changed, FROM).officials?.map(({ role }) => role)).toEqual(["组长", null])
  })
})

describe("a correction", () => {
  it("is of the kinds that changed, and none without a change", () => {
    const before = writeLayers(sheet, FROM)
    expect(findChanged(before, writeLayers(sheet, FROM))).toBeNull()
    const after = writeLayers(changeSaid(sheet, figure, 0, { measure: "会议" }), FROM)
    expect(Object.keys(findChanged(before, after)?.after ?? {})).toEqual(["counts"])
  })

  it("takes out one that was misread, and nothing else", () => {
    const other = { ...LI, name: "镇长", span: [5, 7] } as Analysis["officials"][number]
    const step = takeOut({ ...analysis, officials: [LI, other] }, "official", 1)
    expect(step).toMatchObject({ kind: "mentions", target: "p1", after: { officials: [{ name: "李明" }] } })
    expect(step?.before).toMatchObject({ officials: [{ name: "李明" }, { name: "镇长" }] })
  })

  it("is none where a mention stands in no paragraph", () => {
    expect(takeOut(analysis, "placeholder", 0)).toBeNull()
  })
})
