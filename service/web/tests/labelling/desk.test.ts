import { describe, expect, it } from "vitest"

import { change, decide, EMPTY, leave, receive, refuse, reopen, undo, type Desk } from "../../src/labelling/desk"
import { makeItem } from "./made"

const ids = (desk: Desk) => ({
  current: desk.current?.item.id ?? null,
  waiting: desk.waiting.map(({ item }) => item.id),
  decided: desk.decided.map(({ item, state }) => `${item.id} ${state}`),
})
const start = () => receive(EMPTY, ["a", "b", "c"].map((id) => makeItem(id)))
const other = { tags: ["宣传培训"] as const, marks: [] }

describe("desk", () => {
  it("takes paragraphs in their order, each once", () => {
    const desk = receive(decide(start(), "reviewed"), ["a", "b", "c", "d"].map((id) => makeItem(id)))
    expect(ids(desk)).toEqual({ current: "b", waiting: ["c", "d"], decided: ["a reviewed"] })
  })

  it("goes on at once, and says nothing where nothing lies there", () => {
    const done = ["reviewed", "skipped", "reviewed"].reduce((desk, state) => decide(desk, state as "reviewed"), start())
    expect(ids(done)).toEqual({ current: null, waiting: [], decided: ["a reviewed", "b skipped", "c reviewed"] })
    expect(decide(done, "reviewed")).toBe(done)
    expect(ids(receive(done, [makeItem("d")])).current).toBe("d")
  })

  it("undoes the draft first, then decisions one after the other", () => {
    let desk = decide(decide(start(), "reviewed"), "reviewed")
    desk = change(desk, other)
    const [first, second, third] = [undo(desk), undo(undo(desk).desk), undo(undo(undo(desk).desk).desk)]
    expect(first.desk.current?.draft.tags).toEqual(["主动公开"])
    expect(first.retracted).toBeNull()
    expect(second.retracted?.item.id).toBe("b")
    expect(ids(second.desk)).toEqual({ current: "b", waiting: ["c"], decided: ["a reviewed"] })
    expect(ids(third.desk)).toEqual({ current: "a", waiting: ["b", "c"], decided: [] })
    expect(undo(third.desk)).toEqual({ desk: third.desk, retracted: null })
  })

  it("keeps what was half done while an earlier decision is looked at", () => {
    const half = change(decide(start(), "reviewed"), other)
    const looked = reopen(half, "a")
    expect(ids(looked)).toEqual({ current: "a", waiting: ["b", "c"], decided: [] })
    const back = leave(looked)
    expect(ids(back)).toEqual({ current: "b", waiting: ["c"], decided: ["a reviewed"] })
    expect(back.current?.draft).toEqual(other)
    expect(leave(back)).toBe(back)
    const changed = decide(change(looked, other), "reviewed")
    expect(changed.decided.at(-1)?.draft).toEqual(other)
    expect(ids(changed).current).toBe("b")
  })

  it("undoes past a decision that was only looked at", () => {
    const desk = reopen(decide(decide(start(), "reviewed"), "reviewed"), "a")
    const { desk: next, retracted } = undo(desk)
    expect(retracted?.item.id).toBe("a")
    expect(ids(next)).toEqual({ current: "a", waiting: ["c"], decided: ["b reviewed"] })
  })

  it("puts what was refused next, with the reason and the draft", () => {
    const desk = refuse(decide(change(start(), other), "reviewed"), "a", "读不出数字")
    expect(ids(desk)).toEqual({ current: "b", waiting: ["a", "c"], decided: [] })
    const next = decide(desk, "reviewed")
    expect(next.current?.fault).toBe("读不出数字")
    expect(next.current?.draft).toEqual(other)
    expect(refuse(desk, "zzz", "")).toBe(desk)
  })
})
