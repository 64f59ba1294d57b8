/** A sitting: paragraphs fetched ahead of need, decisions sent behind the labeller's back. */
import { computed, onScopeDispose, ref, shallowRef } from "vue"

import { get, send } from "../api/client"
import { say, sayError } from "../shell/toasts"
import * as piles from "./desk"
import { Outbox, type Save } from "./outbox"
import type { Draft, Item, Mark, Queue, State } from "./shapes"
import { said } from "./words"

const BATCH = 30
const LOW = 10
const RECENT = 10
const WITH_MARKS = "gongkai.labelling.marks"

export interface Where {
  /** Only paragraphs of this report. */
  document: number | null
  /** This paragraph first, whatever was decided on it. */
  label: string | null
}

export function openSession(where: Where) {
  const desk = shallowRef(piles.EMPTY)
  const counts = ref({ open: 0, reviewed: 0, skipped: 0 })
  const unsaved = shallowRef<readonly Save[]>([])
  const trouble = ref<string | null>(null)
  const failed = ref<string | null>(null)
  const fetched = ref(false)
  const exhausted = ref(false)
  const withMarks = ref(localStorage.getItem(WITH_MARKS) !== "off")
  let fetching = false

  const outbox = new Outbox({
    kept: sessionStorage,
    put: async ({ id, labelling }) => void (await send("PUT", `/v1/labels/${encodeURIComponent(id)}`, { body: labelling })),
    changed: showUnsaved,
    refused: (save, problem) => {
      count(save.labelling.state ?? "reviewed", save.was)
      const next = problem.status === 422 ? piles.refuse(desk.value, save.id, problem.message) : desk.value
      if (next === desk.value) return say(said.value.gone(problem.message), "error")
      desk.value = next
      say(said.value.refusedToast, "error")
    },
  })
  showUnsaved()

  function showUnsaved(): void {
    unsaved.value = outbox.unsaved
    trouble.value = outbox.trouble
    if (failed.value && !outbox.trouble) void load()
  }

  async function load(): Promise<void> {
    if (fetching) return
    fetching = true
    try {
      if (where.label && !fetched.value) await loadFirst(where.label)
      const queue = await get<Queue>("/v1/labels/queue", { limit: BATCH, document: where.document })
      const underway = new Set(outbox.unsaved.map(({ id }) => id))
      const before = desk.value.waiting.length
      desk.value = piles.receive(desk.value, queue.items.filter((item) => !underway.has(item.id)))
      exhausted.value = desk.value.waiting.length <= before
      counts.value = { open: queue.open, reviewed: queue.reviewed, skipped: queue.skipped }
      for (const save of outbox.unsaved) count(save.was, save.labelling.state ?? "reviewed")
      failed.value = null
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error)
    }
    fetching = false
    fetched.value = true
  }

  async function loadFirst(label: string): Promise<void> {
    try {
      desk.value = piles.receive(desk.value, [await get<Item>(`/v1/labels/${encodeURIComponent(label)}`)])
    } catch (error) {
      sayError(error)
    }
  }

  function decide(state: piles.Decision["state"]): void {
    const sheet = desk.value.current
    if (!sheet) return
    const { item, draft } = sheet
    const was = item.state
    desk.value = piles.decide({ ...desk.value, current: { ...sheet, item: { ...item, state } } }, state)
    count(was, state)
    post(item, draft, state, was)
    if (desk.value.waiting.length < LOW && !exhausted.value) void load()
  }

  /** What was accepted teaches nothing until it is decided again. */
  function undo(): void {
    const { desk: next, retracted } = piles.undo(desk.value)
    desk.value = next
    if (!retracted) return
    if (retracted.state !== "reviewed") return
    const { item, draft } = retracted
    const was = outbox.unsaved.find(({ id }) => id === item.id)?.was
    if (was === "open" && outbox.withdraw(item.id)) return void settle(item, "open")
    post(item, draft, "skipped", "reviewed")
    settle(item, "skipped")
    say(said.value.retracted)
  }

  function settle(item: Item, state: State): void {
    count(item.state, state)
    const { current } = desk.value
    if (current) desk.value = { ...desk.value, current: { ...current, item: { ...current.item, state } } }
  }

  function post(item: Item, draft: Draft, state: Save["labelling"]["state"], was: State): void {
    const marks = withMarks.value ? draft.marks.map(writeMark) : null
    outbox.add({ id: item.id, labelling: { tags: [...draft.tags], marks, state }, was })
  }

  function count(was: State, is: State): void {
    counts.value = { ...counts.value, [was]: counts.value[was] - 1 }
    counts.value = { ...counts.value, [is]: counts.value[is] + 1 }
  }

  function chooseMarks(): void {
    withMarks.value = !withMarks.value
    localStorage.setItem(WITH_MARKS, withMarks.value ? "on" : "off")
  }

  const warn = (event: BeforeUnloadEvent): void => void (outbox.unsaved.length && event.preventDefault())
  const retry = (): void => outbox.retry()
  window.addEventListener("beforeunload", warn)
  window.addEventListener("online", retry)
  onScopeDispose(() => {
    window.removeEventListener("beforeunload", warn)
    window.removeEventListener("online", retry)
  })
  void load()

  return {
    sheet: computed(() => desk.value.current),
    recent: computed(() => desk.value.decided.slice(-RECENT).reverse()),
    made: computed(() => desk.value.decided.length),
    counts, unsaved, trouble, failed, fetched, exhausted, withMarks,
    load, decide, undo, retry, chooseMarks,
    change: (draft: Draft): void => void (desk.value = piles.change(desk.value, draft)),
    reopen: (id: string): void => void (desk.value = piles.reopen(desk.value, id)),
    leave: (): void => void (desk.value = piles.leave(desk.value)),
  }
}

export type Session = ReturnType<typeof openSession>

function writeMark({ label, start, end }: Mark): { label: string; span: [number, number] } {
  return { label, span: [start, end] }
}
