import { describe, expect, it } from "vitest"

import { countFilters, readSelection, toggle, turn, writeQuery, writeSelection } from "../src/board/selection"

describe("selection", () => {
  it("comes back from the URL as it was written", () => {
    const query = { q: "张伟", sort: "-errors", group: "unit", year: ["2023", "2024"], rule: ["late"] }
    expect(writeSelection(readSelection(query))).toEqual(query)
    expect(writeSelection(readSelection({}))).toEqual({})
  })

  it("takes a single value as a list, and no group that there is not", () => {
    const selection = readSelection({ year: "2023", group: "colour" })
    expect(selection.filters.year).toEqual(["2023"])
    expect(selection.group).toBe("none")
  })

  it("switches a filter on and off", () => {
    const on = toggle(readSelection({}), "form", "v2021")
    expect(on.filters.form).toEqual(["v2021"])
    expect(countFilters(on)).toBe(1)
    expect(toggle(on, "form", "v2021").filters.form).toEqual([])
  })

  it("turns a column round", () => {
    expect(turn("-created", "errors", true)).toBe("-errors")
    expect(turn("-errors", "errors", true)).toBe("errors")
    expect(turn("errors", "unit", false)).toBe("unit")
  })

  it("sorts by the group where there is one", () => {
    expect(writeQuery(readSelection({ group: "unit", sort: "-errors" })).sort).toBe("unit")
  })
})
