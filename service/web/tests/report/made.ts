/** Small made-up reports for the tests of the report page. */
import type { Analysis, Cell, Evidence, Finding, FormTable, Table } from "../../src/report/shapes"

export function makeCell(row: string, column: string, value: number | null, more: Partial<Cell> = {}): Cell {
  const state = value === null ? "blank" : "number"
  return {
    row, column, value, raw: value === null ? "" : String(value), unit: null, state, confidence: 0.98, span: null, regions: [], ...more,
  }
}

export function makeTable(cells: Cell[], more: Partial<Table> = {}): Table {
  return { kind: "requests", form: "v2021", location: "body", cells, span: null, deviations: [], surplus: [], ...more }
}

export function makeFinding(id: string, evidence: Partial<Evidence>[], more: Partial<Finding> = {}): Finding {
  return {
    id, rule: "requests-unbalanced", title: "", severity: "error", message: "", advice: "", expected: null, actual: null,
    evidence: evidence.map((one) => ({ span: null, quote: "", cell: null, regions: [], ...one })),
    verdict: "open", last: null, ...more,
  }
}

export function makeAnalysis(more: Partial<Analysis>): Analysis {
  return {
    text: "", is_report: true, title_span: null, sections: [], headings: [], paragraphs: [], tables: [], officials: [], counts: [],
    placeholders: [], pages: [], findings: [], failures: [], signature: { by: null, date: null, span: null }, ...more,
  } as unknown as Analysis
}

export const BALANCE: FormTable = {
  kind: "requests",
  caption: "",
  printed: [],
  blocks: [
    {
      id: "requests",
      caption: null,
      columns: [{ id: "natural_person", label: "自然人", unit: null, variants: [] }],
      rows: ["new_received", "carried_in", "out.total", "carried_out"].map((id) => ({ id, path: ["三", id], variants: [] })),
    },
  ],
  sums: [
    {
      rule: "requests-unbalanced",
      left: ["new_received.natural_person", "carried_in.natural_person"],
      right: ["out.total.natural_person", "carried_out.natural_person"],
    },
  ],
}
