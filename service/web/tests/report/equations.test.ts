import { describe, expect, it } from "vitest"

import { findBrokenSum, findEquations, findSuspect, shortenSide } from "../../src/report/equations"
import { BALANCE, makeCell, makeFinding, makeTable } from "./made"

function balance(received: number, carried: number | null, total: number, onward: number, sure = 0.98) {
  return makeTable([
    makeCell("new_received", "natural_person", received),
    makeCell("carried_in", "natural_person", carried),
    makeCell("out.total", "natural_person", total, { confidence: sure }),
    makeCell("carried_out", "natural_person", onward),
  ])
}

describe("the sums of a cell", () => {
  it("close, with a blank as nothing", () => {
    const [equation] = findEquations(BALANCE, balance(27, null, 20, 7), "out.total.natural_person")
    expect(equation).toMatchObject({ leftSum: 27, rightSum: 27, state: "closes" })
  })

  it("break with both sides told", () => {
    const [equation] = findEquations(BALANCE, balance(27, 0, 13, 18), "carried_in.natural_person")
    expect(equation).toMatchObject({ leftSum: 27, rightSum: 31, state: "broken" })
  })

  it("say nothing where a reading is doubtful", () => {
    const [equation] = findEquations(BALANCE, balance(27, 0, 13, 18, 0.5), "carried_in.natural_person")
    expect(equation?.state).toBe("open")
  })

  it("are none where no form gives any", () => {
    expect(findEquations(null, balance(1, 1, 1, 1), "carried_in.natural_person")).toEqual([])
  })

  it("add decimals without dust", () => {
    const [equation] = findEquations(BALANCE, balance(0.1, 0.2, 0.3, 0), "carried_in.natural_person")
    expect(equation).toMatchObject({ leftSum: 0.3, state: "closes" })
  })
})

describe("the sum of a finding", () => {
  const finding = makeFinding("f", [{ cell: "requests:new_received.natural_person" }])

  it("follows the figures as they are mended", () => {
    expect(findBrokenSum(BALANCE, balance(27, 0, 13, 18), finding)?.state).toBe("broken")
    expect(findBrokenSum(BALANCE, balance(27, 0, 9, 18), finding)?.state).toBe("closes")
  })

  it("is none for findings of other rules or about other cells", () => {
    expect(findBrokenSum(BALANCE, balance(1, 1, 1, 1), { ...finding, rule: "cell-blank" })).toBeNull()
    const other = makeFinding("f", [{ cell: "requests:out.total.natural_person" }])
    expect(findBrokenSum(BALANCE, balance(1, 1, 1, 1), other)).toBeNull()
  })
})

describe("the suspect of a broken sum", () => {
  const form = { ...BALANCE, sums: [...BALANCE.sums, { rule: "applicants-sum", left: ["carried_out.total"], right: ["carried_out.natural_person"] }] }
  const table = (total: number) => {
    const { cells, ...rest } = balance(27, 0, 13, 18)
    return { ...rest, cells: [...cells, makeCell("carried_out", "total", total)] }
  }

  it("is the cell that breaks another sum too", () => {
    const [equation] = findEquations(form, table(14), "carried_in.natural_person")
    expect(equation && findSuspect(form, table(14), equation)).toBe("carried_out.natural_person")
  })

  it("is nobody where no other sum breaks", () => {
    const [equation] = findEquations(form, table(18), "carried_in.natural_person")
    expect(equation && findSuspect(form, table(18), equation)).toBeNull()
  })
})

it("a long side is written without what adds nothing", () => {
  const terms = [5, 0, null, 0, 2].map((value, i) => ({ key: String(i), cell: makeCell("r", String(i), value) }))
  const { shown, rest } = shortenSide(terms)
  expect(shown.map(({ key }) => key)).toEqual(["0", "4"])
  expect(rest).toBe(3)
  expect(shortenSide(terms.slice(0, 2)).shown).toHaveLength(2)
})
