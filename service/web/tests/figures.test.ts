import { describe, expect, it } from "vitest"

import type { Totals } from "../src/api/types"
import { byOutcome, sumUp, writeChange } from "../src/totals/figures"

function make(cells: [string, string, number][]): Totals {
  return {
    reports: 1,
    years: [2024],
    tables: [{
      kind: "requests", form: "v2021", reports: 1,
      cells: cells.map(([row, column, total]) => ({ row, column, total, numbers: 1, doubtful: 0, empty: 0, missing: 0, unreadable: 0 })),
    }],
    absent: [], twins: [], unread: [], others: [],
  } as unknown as Totals
}

describe("figures", () => {
  it("adds the rows of an outcome, by the total column alone", () => {
    const now = make([["out.refused.law", "total", 2], ["out.refused.third_party", "total", 3], ["out.refused.law", "natural_person", 9], ["out.total", "total", 5]])
    expect(sumUp(now, null, "requests", ["refused", "partial"], byOutcome)).toEqual([
      { key: "refused", figure: 5, before: null },
      { key: "partial", figure: 0, before: null },
    ])
  })

  it("writes a change only where there is one", () => {
    expect(writeChange(112, 100)).toBe("+12%")
    expect(writeChange(97, 100)).toBe("−3%")
    expect(writeChange(5, 5)).toBe("")
    expect(writeChange(5, null)).toBe("")
    expect(writeChange(5, 0)).toBe("+5")
  })
})
