import { describe, expect, it } from "vitest"

import {
  findEvidenceCell, indexCells, labelCell, listEdited, lookOf, printCell, writeCellUrl,
} from "../../src/report/cells"
import type { EditRecord } from "../../src/report/shapes"
import { BALANCE, makeAnalysis, makeCell, makeTable } from "./made"

const first = makeTable([makeCell("out.total", "total", 4, { span: [10, 11] })])
const second = makeTable([makeCell("out.total", "total", 9, { span: [50, 51] })], { location: "appendix" })

describe("names of cells", () => {
  it("tell a second table of the kind from the first", () => {
    const cells = indexCells([first, second])
    expect(cells.get("requests:out.total.total")?.cell.value).toBe(4)
    expect(cells.get("requests#1:out.total.total")).toMatchObject({ table: 1, cell: { value: 9 } })
  })

  it("become addresses by the table's number", () => {
    expect(writeCellUrl(7, [first, second], "requests#1:out.total.total")).toBe("/v1/documents/7/cells/1/out.total.total")
  })
})

describe("evidence", () => {
  const evidence = { cell: "requests:out.total.total", quote: "", regions: [] }

  it("means the cell at its place", () => {
    const analysis = makeAnalysis({ tables: [first, second] })
    expect(findEvidenceCell(analysis, { ...evidence, span: [50, 51] })).toBe("requests#1:out.total.total")
  })

  it("means the body's table where it gives no place", () => {
    const analysis = makeAnalysis({ tables: [second, first] })
    expect(findEvidenceCell(analysis, { ...evidence, span: null })).toBe("requests#1:out.total.total")
  })

  it("means no cell where it is a whole table or none that exists", () => {
    const analysis = makeAnalysis({ tables: [first] })
    expect(findEvidenceCell(analysis, { ...evidence, cell: "requests:" })).toBeNull()
    expect(findEvidenceCell(analysis, { ...evidence, cell: "requests:no.such" })).toBeNull()
  })
})

describe("a cell", () => {
  it("shows blanks as nothing and never as 0", () => {
    expect(printCell(makeCell("a", "b", null))).toBe("")
    expect(printCell(makeCell("a", "b", 0))).toBe("0")
  })

  it("repeats its unit only where the label lacks it", () => {
    const cell = makeCell("a", "b", 1.5, { unit: "万元" })
    expect(printCell(cell, "万元")).toBe("1.5")
    expect(printCell(cell, null)).toBe("1.5万元")
  })

  it("shows a slash as printed, and as a slash where a person put it over a number", () => {
    expect(printCell(makeCell("a", "b", null, { state: "slash", raw: "—" }))).toBe("—")
    expect(printCell(makeCell("a", "b", null, { state: "slash", raw: "12" }))).toBe("／")
  })

  it("is doubtful below the threshold unless a person vouched for it", () => {
    const cell = makeCell("a", "b", 3, { confidence: 0.5 })
    expect(lookOf(cell, false)).toBe("unsure")
    expect(lookOf(cell, true)).toBe("edited")
    expect(lookOf(makeCell("a", "b", null, { confidence: 0.5 }), false)).toBe("unsure")
    expect(lookOf(makeCell("a", "b", null), false)).toBe("blank")
  })

  it("is labelled as the form prints it, by its ids where no form has it", () => {
    expect(labelCell(BALANCE, makeCell("out.total", "natural_person", 1))).toEqual({ row: ["三", "out.total"], column: "自然人" })
    expect(labelCell(null, makeCell("甲", "乙", 1))).toEqual({ row: ["甲"], column: "乙" })
  })
})

it("edits: the last word on each cell counts, a restored one not at all", () => {
  const edit = (id: number, target: string, after: EditRecord["after"]): EditRecord => ({
    id, kind: "cell", target, before: {}, after, by: "", at: "",
  })
  const edited = listEdited([
    edit(4, "a:x.y", { value: 2, restored: true }), edit(3, "b:x.y", { value: 8 }), edit(2, "b:x.y", { value: 5 }), edit(1, "a:x.y", { value: 5 }),
  ])
  expect([...edited.keys()]).toEqual(["b:x.y"])
  expect(edited.get("b:x.y")?.id).toBe(3)
})
