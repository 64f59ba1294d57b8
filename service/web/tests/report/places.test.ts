import { describe, expect, it } from "vitest"

import { drawAreas } from "../../src/report/areas"
import { indexCells } from "../../src/report/cells"
import { readHash, writeHash } from "../../src/report/hash"
import { drawLines } from "../../src/report/lines"
import { locateFinding, sortFindings } from "../../src/report/places"
import { pop, push, turn, type Step } from "../../src/report/undo"
import { makeAnalysis, makeCell, makeFinding, makeTable } from "./made"

describe("the address", () => {
  it.each([
    { finding: null, item: null },
    { finding: "1f", item: "cell:requests#1:out.total.total" },
    { finding: null, item: "paragraph:p7" },
  ] as const)("comes back as it was written: %j", (standing) => {
    expect(readHash(writeHash(standing))).toEqual(standing)
  })

  it("is legible", () => {
    expect(writeHash({ finding: null, item: "cell:requests:out.granted.natural_person" })).toBe("#cell=requests:out.granted.natural_person")
  })
})

describe("findings", () => {
  it("stand gravest first, then as in the report", () => {
    const found = sortFindings([
      makeFinding("late warning", [{ span: [9, 10] }], { severity: "warning" }),
      makeFinding("placeless", [], { severity: "warning" }),
      makeFinding("warning", [{ span: [3, 4] }], { severity: "warning" }),
      makeFinding("error", [{ span: [20, 21] }]),
    ])
    expect(found.map(({ id }) => id)).toEqual(["error", "warning", "late warning", "placeless"])
  })

  it("tell cells, whole tables and words of tables apart", () => {
    const table = makeTable([makeCell("a", "b", 1, { span: [4, 5] })], { span: [2, 9] })
    const analysis = makeAnalysis({ text: "0123456789", tables: [table] })
    const locate = (evidence: object) => locateFinding(analysis, makeFinding("f", [evidence]))
    expect(locate({ cell: "requests:a.b" })).toMatchObject({ cells: ["requests:a.b"], tables: [], tabled: false })
    expect(locate({ cell: "requests:" })).toMatchObject({ cells: [], tables: [0] })
    expect(locate({ span: [2, 9] })).toMatchObject({ tables: [0] })
    expect(locate({ span: [6, 8] })).toMatchObject({ tables: [], tabled: true })
    expect(locate({ span: [0, 2] })).toMatchObject({ tables: [], tabled: false })
  })
})

describe("boxes on pages", () => {
  const pages = [1, 2].map((number) => ({ number, width: 595, height: 842, reader: "text" as const }))
  const cell = makeCell("a", "b", 1, { regions: [{ page: 2, box: [100, 100, 105, 108] }] })

  it("are large enough to be hit, on the page that they are on", () => {
    const tables = [makeTable([cell])]
    const [area] = drawAreas(makeAnalysis({ pages, tables }), indexCells(tables), []).get(2) ?? []
    expect(area?.ref).toBe("cell:requests:a.b")
    const [left, top, right, bottom] = area?.boxes[0] ?? [0, 0, 0, 0]
    expect(right - left).toBeGreaterThanOrEqual(13)
    expect(bottom - top).toBeGreaterThanOrEqual(13)
  })

  it("carry the finding's number once, and pins do not lie upon each other", () => {
    const regions = [1, 2].map((page) => ({ page, box: [10, 10, 90, 20] as [number, number, number, number] }))
    const findings = ["f", "g"].map((id) => makeFinding(id, [{ span: [0, 1], regions }]))
    const drawn = drawAreas(makeAnalysis({ pages }), new Map(), findings)
    const pins = (page: number) => drawn.get(page)?.map(({ pin }) => pin)
    expect(pins(1)?.map((pin) => pin?.number)).toEqual([1, 2])
    expect(pins(1)?.[1]?.x).toBeGreaterThan((pins(1)?.[0]?.x ?? 0) + 10)
    expect(pins(2)).toEqual([null, null])
  })
})

it("lines of the text know their part, also where a heading runs on into its paragraph", () => {
  const text = "年度报告\n一、总体情况 本年公开12条信息，工作有序。\n表"
  const analysis = makeAnalysis({
    text,
    title_span: [0, 4],
    sections: [{ number: 1, kind: "overview", heading: "一、总体情况", location: "body", span: [5, 29], marker: "一、", heading_span: [5, 11], regions: [] }],
    paragraphs: [{ id: "p1", section: 1, text: "", span: [12, 28], location: "body", heading: null, tags: [], unsure: false, boilerplate: 0, regions: [] }],
  })
  const lines = drawLines(analysis, new Map(), [])
  expect(lines.map(({ role }) => role)).toEqual(["title", "paragraph", "line"])
  expect(lines[1]?.ref).toBe("paragraph:p1")
  expect(lines[1]?.segments[0]).toMatchObject({ text: "一、总体情况", marks: [{ kind: "runin" }] })
})

describe("undo", () => {
  const step: Step = { kind: "cell", target: "a", before: "reading", after: { value: 3, state: "number" } }

  it("takes back the last step and turns it round", () => {
    const [last, rest] = pop(push(push([], { ...step, target: "b" }), step))
    expect(last && turn(last)).toEqual({ kind: "cell", target: "a", before: { value: 3, state: "number" }, after: "reading" })
    expect(rest.map(({ target }) => target)).toEqual(["b"])
    expect(pop([])).toEqual([null, []])
  })

  it("forgets what is long past", () => {
    let steps: Step[] = []
    for (let i = 0; i < 150; i += 1) steps = push(steps, { ...step, target: String(i) })
    expect(steps).toHaveLength(100)
    expect(steps[0]?.target).toBe("50")
  })
})
