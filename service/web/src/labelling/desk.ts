/** What lies on the desk: the paragraph at hand, those that wait, and what was decided. Pure. */
import { readDraft } from "./marks"
import type { Draft, Item } from "./shapes"

export interface Sheet {
  readonly item: Item
  readonly draft: Draft
  /** The drafts before, the latest last. */
  readonly past: readonly Draft[]
  /** Why the server did not take it. */
  readonly fault: string | null
  /** The decision that it was taken from to be looked at again. */
  readonly from: Decision | null
}

export interface Decision {
  readonly item: Item
  readonly draft: Draft
  readonly state: "reviewed" | "skipped"
}

export interface Desk {
  readonly current: Sheet | null
  readonly waiting: readonly Sheet[]
  /** The latest last, a paragraph once. */
  readonly decided: readonly Decision[]
}

export const EMPTY: Desk = { current: null, waiting: [], decided: [] }

/** New paragraphs behind those that wait; what is on the desk or decided already is left out. */
export function receive(desk: Desk, items: readonly Item[]): Desk {
  const known = new Set([...desk.waiting, ...desk.decided, ...(desk.current ? [desk.current] : [])].map(({ item }) => item.id))
  const fresh = items.filter((item) => !known.has(item.id)).map((item) => layOut(item, readDraft(item.annotation)))
  return takeNext({ ...desk, waiting: [...desk.waiting, ...fresh] })
}

export function change(desk: Desk, draft: Draft): Desk {
  const { current } = desk
  if (!current || draft === current.draft) return desk
  return { ...desk, current: { ...current, draft, past: [...current.past, current.draft] } }
}

export function decide(desk: Desk, state: Decision["state"]): Desk {
  const { current } = desk
  if (!current) return desk
  const decision = { item: current.item, draft: current.draft, state }
  return takeNext({ ...desk, current: null, decided: [...desk.decided, decision] })
}

/** Takes back the last change of the draft, else the last decision, which is `retracted` then. */
export function undo(desk: Desk): { desk: Desk; retracted: Decision | null } {
  const { current } = desk
  const draft = current?.past.at(-1)
  if (current && draft) {
    return { desk: { ...desk, current: { ...current, draft, past: current.past.slice(0, -1) } }, retracted: null }
  }
  const aside = putAside(desk)
  const retracted = aside.decided.at(-1) ?? null
  if (!retracted) return { desk, retracted }
  const sheet = layOut(retracted.item, retracted.draft)
  return { desk: { ...aside, current: sheet, decided: aside.decided.slice(0, -1) }, retracted }
}

/** A decision on the desk again; it stands until another is made. */
export function reopen(desk: Desk, id: string): Desk {
  const aside = putAside(desk)
  const from = aside.decided.findLast((decision) => decision.item.id === id)
  if (!from) return desk
  const decided = aside.decided.filter((decision) => decision !== from)
  return { ...aside, decided, current: { ...layOut(from.item, from.draft), from } }
}

/** Back from a decision that was only looked at. */
export function leave(desk: Desk): Desk {
  return desk.current?.from ? takeNext(giveBack(desk, desk.current.from)) : desk
}

/** What the server refused is next, with the reason. */
export function refuse(desk: Desk, id: string, fault: string): Desk {
  const decision = desk.decided.findLast(({ item }) => item.id === id)
  if (!decision) return desk
  const sheet = { ...layOut(decision.item, decision.draft), fault }
  const decided = desk.decided.filter((one) => one !== decision)
  return takeNext({ ...desk, decided, waiting: [sheet, ...desk.waiting] })
}

function putAside(desk: Desk): Desk {
  const { current } = desk
  if (!current) return desk
  if (current.from && !current.past.length) return giveBack(desk, current.from)
  return { ...desk, current: null, waiting: [current, ...desk.waiting] }
}

function giveBack(desk: Desk, decision: Decision): Desk {
  return { ...desk, current: null, decided: [...desk.decided, decision] }
}

function takeNext(desk: Desk): Desk {
  const [first, ...waiting] = desk.waiting
  return desk.current || !first ? desk : { ...desk, current: first, waiting }
}

function layOut(item: Item, draft: Draft): Sheet {
  return { item, draft, past: [], fault: null, from: null }
}
