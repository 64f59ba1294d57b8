import { describe, expect, it } from "vitest"

import { isSame, readEntry, writeEntry } from "../../src/report/entry"
import { makeCell } from "./made"

describe("what is typed into a cell", () => {
  it.each([
    ["12", 12], ["１２", 12], [" 1,234 ", 1234], ["1，234，567", 1234567], ["0.5", 0.5], ["-3", -3], ["－3", -3],
  ])("%s is a number", (typed, value) => {
    expect(readEntry(typed)).toEqual({ value, state: "number" })
  })

  it.each(["", "  ", "　"])("nothing is a blank and not 0: %j", (typed) => {
    expect(readEntry(typed)).toEqual({ value: null, state: "blank" })
  })

  it.each(["/", "／", "—", "无", "-"])("%s is a slash", (typed) => {
    expect(readEntry(typed)).toEqual({ value: null, state: "slash" })
  })

  it.each(["十二", "12件", "1,2", "1 万", "1e3", "--", "9999999999999999999"])("%s is refused", (typed) => {
    expect(readEntry(typed)).toBeNull()
  })
})

it("the editor begins with what stands there, and leaving it so changes nothing", () => {
  for (const cell of [
    makeCell("a", "b", 12.5), makeCell("a", "b", 0), makeCell("a", "b", null), makeCell("a", "b", null, { state: "slash", raw: "—" }),
  ]) {
    const entry = readEntry(writeEntry(cell))
    expect(entry && isSame(cell, entry)).toBe(true)
  }
})
