import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"

import { Problem } from "../../src/api/client"
import { Outbox, type Save } from "../../src/labelling/outbox"

const offline = () => new Problem({ title: "服务器没有应答", status: 0 })
const wrong = () => new Problem({ title: "标注有误", status: 422 })
const make = (id: string, state: "reviewed" | "skipped" = "reviewed"): Save => ({ id, labelling: { tags: [], state }, was: "open" })

function open(put: (save: Save) => Promise<void>, held: Record<string, string> = {}) {
  const refused = vi.fn()
  const kept = { getItem: (key: string) => held[key] ?? null, setItem: (key: string, value: string) => void (held[key] = value) }
  return { outbox: new Outbox({ put, refused, changed: () => undefined, kept }), refused, held }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("outbox", () => {
  it("sends in order and is empty then", async () => {
    const sent: string[] = []
    const { outbox } = open(async (save) => void sent.push(save.id))
    for (const id of ["a", "b", "c"]) outbox.add(make(id))
    expect(outbox.unsaved).toHaveLength(3)
    await vi.runAllTimersAsync()
    expect(sent).toEqual(["a", "b", "c"])
    expect(outbox.unsaved).toEqual([])
  })

  it("tries again for as long as it takes, and says so", async () => {
    const put = vi.fn(async (_: Save) => { if (put.mock.calls.length < 8) throw offline() })
    const { outbox } = open(put)
    outbox.add(make("a"))
    await vi.advanceTimersByTimeAsync(1)
    expect(outbox.trouble).toContain("没有应答")
    expect(outbox.unsaved).toHaveLength(1)
    await vi.runAllTimersAsync()
    expect(put).toHaveBeenCalledTimes(8)
    expect(outbox.unsaved).toEqual([])
    expect(outbox.trouble).toBeNull()
  })

  it("sends only the last word on a paragraph, and it where one was on its way", async () => {
    const sent: string[] = []
    let release = (): void => undefined
    const first = new Promise<void>((resolve) => (release = resolve))
    const { outbox } = open(async (save) => {
      sent.push(`${save.id} ${save.labelling.state}`)
      if (sent.length === 1) await first
    })
    for (const save of [make("a"), make("b"), make("b", "skipped"), make("a", "skipped")]) outbox.add(save)
    release()
    await vi.runAllTimersAsync()
    expect(sent).toEqual(["a reviewed", "b skipped", "a skipped"])
  })

  it("takes back what was not sent", async () => {
    const put = vi.fn(async () => { throw offline() })
    const { outbox } = open(put)
    outbox.add(make("a"))
    outbox.add(make("b"))
    expect(outbox.withdraw("b")).toBe(true)
    expect(outbox.withdraw("a")).toBe(false)
    await vi.advanceTimersByTimeAsync(100)
    expect(outbox.withdraw("a")).toBe(false)
    expect(outbox.unsaved.map(({ id }) => id)).toEqual(["a"])
  })

  it("gives up what the server refuses, and goes on", async () => {
    const { outbox, refused } = open(async (save) => { if (save.id === "a") throw wrong() })
    outbox.add(make("a"))
    outbox.add(make("b"))
    await vi.runAllTimersAsync()
    expect(refused.mock.calls.map(([save]) => (save as Save).id)).toEqual(["a"])
    expect(outbox.unsaved).toEqual([])
  })

  it("goes on where the page was left", async () => {
    const { held, outbox } = open(async () => { throw offline() })
    outbox.add(make("a"))
    await vi.advanceTimersByTimeAsync(1)
    const sent: string[] = []
    open(async (save) => void sent.push(save.id), held)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual(["a"])
  })
})
