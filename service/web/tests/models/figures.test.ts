import { describe, expect, it } from "vitest"

import {
  chooseComparison, countSince, countStale, findFloor, findNewest, findObjections, findReach, findUnlabelled, groupByReport, judgeGain,
  layOutConfusion, listVersions,
} from "../../src/models/figures"
import type { Card, LabelCounts, Models, Version } from "../../src/models/shapes"

const interval = (value: number, low: number, high: number) => ({ value, low, high })
const OLD = "tags-20260101-aaaaaaaaaaaa"
const NEW = "tags-20260301-bbbbbbbbbbbb"

function makeCard(at: string, card: Partial<Card> = {}): Card {
  return {
    made: { at, command: "gongkai train", seconds: 1, libraries: [] },
    data: { corpus_paragraphs: 10, files: [], learnt: 30, held: 6, held_by: "paragraph", left_out: [["untagged", 2], ["skipped", 9]], weight: 3 },
    sets: [], comparisons: [], objections: [], sure: 0, hints: [], ...card,
  }
}
const makeVersion = (name: string, card: Card | null): Version => ({ name, aliases: [], fault: null, card })
const makeModels = (models: Partial<Models> = {}): Models => ({
  champion: "builtin", challenger: null, former: [], history: [], trainable: true, reviewed: 0, versions: [makeVersion("builtin", null)], ...models,
})
const makeCounts = (reviewed: number, tags: LabelCounts["tags"] = []): LabelCounts => ({ rows: 0, states: { reviewed }, tags, layers: [], bodies: [] })

describe("axes", () => {
  it("hold every interval", () => {
    expect(findFloor([interval(0.9, 0.65, 1), interval(0.8, 0.71, 0.9)])).toBe(0.6)
    expect(findFloor([])).toBe(0.9)
    expect(findFloor([interval(0, 0, 0)])).toBe(0)
    expect(findReach([interval(-0.01, -0.2, 0.1)])).toBe(0.2)
    expect(findReach([])).toBe(0.05)
  })

  it("call better or worse only what lies wholly on one side", () => {
    expect(judgeGain(interval(0.1, 0.02, 0.2))).toBe("better")
    expect(judgeGain(interval(-0.1, -0.2, -0.02))).toBe("worse")
    expect(judgeGain(interval(-0.1, -0.2, 0))).toBe("same")
  })
})

describe("confusion", () => {
  it("keeps the order of the themes, no theme last, and every count", () => {
    const heat = layOutConfusion([
      { expected: null, found: "平台建设", paragraphs: 5 },
      { expected: "制度建设", found: null, paragraphs: 6 },
      { expected: "组织领导", found: "平台建设", paragraphs: 1 },
    ])
    expect(heat.rows).toEqual(["组织领导", "制度建设", null])
    expect(heat.columns).toEqual(["平台建设", null])
    expect(heat.cells).toEqual([[1, null], [null, 6], [5, null]])
    expect(heat.most).toBe(6)
  })
})

describe("registry", () => {
  const models = makeModels({
    champion: OLD,
    versions: [makeVersion("builtin", null), makeVersion(NEW, makeCard("2026-03-01T00:00:00Z")), makeVersion(OLD, makeCard("2026-01-01T00:00:00Z"))],
  })

  it("knows which version was made last and what it has not seen", () => {
    expect(listVersions(models).map(({ name }) => name)).toEqual([NEW, OLD, "builtin"])
    expect(findNewest(models)?.name).toBe(NEW)
    expect(countSince(models, makeCounts(45))).toBe(7)
    expect(countSince(models, makeCounts(3))).toBe(0)
    expect(findNewest(makeModels())).toBeNull()
    expect(countSince(makeModels(), makeCounts(45))).toBe(45)
  })

  it("compares with the model in use where it can", () => {
    const comparison = (rival: string, on: "builtin" | "own") => ({ rival, on, paragraphs: 1, bodies: 1, gain: { macro: interval(0, 0, 0), by_tag: [] } })
    const card = makeCard("", { comparisons: [comparison("builtin", "builtin"), comparison(OLD, "builtin"), comparison("builtin", "own")] })
    expect(chooseComparison(card, "builtin", OLD)?.rival).toBe(OLD)
    expect(chooseComparison(card, "own", OLD)?.rival).toBe("builtin")
    expect(chooseComparison(makeCard(""), "own", OLD)).toBeNull()
  })

  it("tells the last word against a version", () => {
    const version = makeVersion(NEW, makeCard("", { objections: ["当时"] }))
    const tried = (act: string, why: string[]) => ({ at: "", act, version: NEW, why })
    expect(findObjections(models, version)).toEqual(["当时"])
    expect(findObjections({ ...models, history: [tried("trained", []), tried("refused", ["后来"])] }, version)).toEqual(["后来"])
    expect(findObjections({ ...models, history: [tried("refused", ["后来"]), tried("promoted", [])] }, version)).toEqual([])
  })

  it("counts the reports that another model has read, or none at all", () => {
    const read = [{ value: NEW, count: 3 }, { value: OLD, count: 2 }, { value: null, count: 9 }]
    expect(countStale(NEW, read)).toBe(11)
    expect(countStale(OLD, read)).toBe(12)
    expect(countStale(NEW, read.slice(0, 1))).toBe(0)
    expect(countStale(null, read)).toBe(0)
  })
})

describe("labels", () => {
  it("tell the themes that nobody has labelled", () => {
    const missing = findUnlabelled(makeCounts(1, [{ name: "组织领导", rows: 2, reviewed: 2 }, { name: "制度建设", rows: 2, reviewed: 0 }]))
    expect(missing).not.toContain("组织领导")
    expect(missing).toContain("制度建设")
    expect(missing).toHaveLength(14)
  })
})

describe("preview", () => {
  it("stands by report, the most changed first", () => {
    const change = (document_id: number, paragraph_id: string) => ({ document_id, unit: null, year: null, paragraph_id, text: "", before: [], after: [] })
    const reports = groupByReport([change(1, "p1"), change(2, "p1"), change(2, "p2")])
    expect(reports.map(({ id, changes }) => [id, changes.length])).toEqual([[2, 2], [1, 1]])
  })
})
