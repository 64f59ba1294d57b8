/** Where this person stands in the report: the finding at hand, the thing selected, and what is lit
 *  with them on both sides of the desk. It is kept in the address. */
import { computed, inject, nextTick, ref, shallowRef, watch, type InjectionKey } from "vue"
import { useRoute, useRouter } from "vue-router"

import type { Mark } from "../labelling/shapes"
import { mayNot } from "../people/may"
import { say } from "../shell/toasts"
import { findFormTable } from "./cells"
import type { Desk } from "./desk"
import { findBrokenSum, findSuspect, type Equation } from "./equations"
import { nameItem, readHash, writeHash, type Ref } from "./hash"
import { findHome, findMention, labelOf, takeOut } from "./marking"
import { findParagraph, locate, locateFinding, type Evidenced, type Spot } from "./places"
import type { Finding, Verdict } from "./shapes"
import { said } from "./words"

export const TABS = ["source", "tables", "narrative", "findings", "mentions"] as const
export type Tab = (typeof TABS)[number]
export type Light = "left" | "right" | "evidence"
export type Standing = ReturnType<typeof takeStanding>
export const STANDING: InjectionKey<Standing> = Symbol("standing")

export interface Voice {
  give: (verdict: Verdict) => Promise<void>
  askWhy: () => Promise<void>
  /** True where there was something to close. */
  close: () => boolean
}

const NO_PLACE: Evidenced = { spans: [], regions: [], cells: [], tables: [], tabled: false }

export function useStanding(): Standing {
  return inject(STANDING) as Standing
}

export function takeStanding(desk: Desk, narrow: { readonly value: boolean }) {
  const route = useRoute()
  const router = useRouter()
  const from = readHash(route.hash)
  const item = ref<Ref | null>(null)
  const finding = shallowRef<Finding | null>(null)
  const tab = ref<Tab>(readTab(route.query.tab, narrow.value))
  const editing = ref<Ref | null>(null)
  /** The paragraph whose mentions are being mended, and the mark to begin with. */
  const marking = shallowRef<{ paragraph: string; first: Mark | null } | null>(null)
  /** Grows with every step, so that the same place can be shown again. */
  const aim = ref(0)
  /** The card of the finding at hand, for the keys. */
  const card = shallowRef<Voice | null>(null)

  const current = computed(() => desk.findings.value.find((found) => found.id === finding.value?.id) ?? null)
  const gone = computed(() => finding.value !== null && current.value === null)
  const evidence = computed(() =>
    finding.value && desk.analysis.value ? locateFinding(desk.analysis.value, finding.value) : NO_PLACE,
  )
  /** The sum of the finding at hand, with the figures as they now are. */
  const equation = computed<{ table: number; equation: Equation } | null>(() => {
    const place = desk.cells.value.get(evidence.value.cells[0] ?? "")
    const table = desk.analysis.value?.tables[place?.table ?? -1]
    if (!finding.value || !place || !table) return null
    const found = findBrokenSum(findFormTable(desk.forms.value, table), table, finding.value)
    return found && { table: place.table, equation: found }
  })
  const lit = computed(() => {
    const lights = new Map<string, Light>()
    for (const cell of evidence.value.cells) lights.set(`cell:${cell}`, "evidence")
    if (equation.value) {
      const name = evidence.value.cells[0]?.split(":")[0]
      for (const { key } of equation.value.equation.left) lights.set(`cell:${name}:${key}`, "left")
      for (const { key } of equation.value.equation.right) lights.set(`cell:${name}:${key}`, "right")
    }
    if (finding.value) lights.set(`finding:${finding.value.id}`, "evidence")
    return lights
  })
  /** What both sides show: the thing selected, or what the finding points at. */
  const spot = computed<Spot>(() => {
    if (item.value && desk.analysis.value) return locate(desk.analysis.value, desk.cells.value, item.value)
    return evidence.value
  })

  /** Selects a thing; the result side turns to where it is listed. */
  function select(ref: Ref | null, turn = true): void {
    item.value = ref
    aim.value += 1
    const home = ref ? HOMES[ref.slice(0, ref.indexOf(":"))] : null
    if (home && turn) tab.value = home
  }

  function openFinding(id: string | null, turn = true): void {
    const found = desk.findings.value.find((one) => one.id === id) ?? null
    finding.value = found
    item.value = null
    aim.value += 1
    const place = evidence.value
    if (place.cells[0]) item.value = `cell:${findFirst() ?? place.cells[0]}`
    const paragraph = place.spans[0] && desk.analysis.value && findParagraph(desk.analysis.value, place.spans[0])
    if (found && turn) {
      if (place.cells[0] || place.tables.length || (place.tabled && !paragraph)) tab.value = "tables"
      else if (paragraph) tab.value = "narrative"
      else tab.value = narrow.value && place.spans.length ? "source" : "findings"
    }
    if (found && !place.cells[0] && paragraph) item.value = `paragraph:${paragraph}`
  }

  /** The cell that a failing sum is most likely to fail by. */
  function findFirst(): string | null {
    const at = equation.value
    const table = desk.analysis.value?.tables[at?.table ?? -1]
    if (!at || !table) return null
    const key = findSuspect(findFormTable(desk.forms.value, table), table, at.equation)
    return key && `${evidence.value.cells[0]?.split(":")[0]}:${key}`
  }

  /** Opens the editor of a cell or paragraph; says why not to whom it is not open. */
  async function edit(ref: Ref): Promise<void> {
    select(ref)
    if (mayNot(ref.startsWith("cell:") ? "cell.edit" : "paragraph.edit")) return say(said.value.readOnly)
    await nextTick()
    editing.value = ref
  }

  /** Opens the paragraph that it is, or stands in, to have its mentions mended. */
  function mend(ref: Ref): void {
    const analysis = desk.analysis.value
    if (mayNot("paragraph.edit")) return say(said.value.readOnly)
    const { kind, name } = nameItem(ref)
    if (!analysis || kind === "cell") return
    if (kind === "paragraph") {
      select(ref)
      marking.value = { paragraph: name, first: null }
      return
    }
    const mention = findMention(analysis, kind, Number(name))
    if (!mention) return
    const home = findHome(analysis, mention.span)
    if (!home) return say(said.value.marking.homeless)
    const [start, end] = mention.span
    const from = home.span[0]
    select(`paragraph:${home.id}`)
    marking.value = { paragraph: home.id, first: { label: labelOf(kind, mention), start: start - from, end: end - from } }
  }

  /** Takes a mention out of the report as misread. */
  async function leaveOut(ref: Ref): Promise<void> {
    const analysis = desk.analysis.value
    const { kind, name } = nameItem(ref)
    if (!analysis || kind === "cell" || kind === "paragraph") return
    if (mayNot("paragraph.edit")) return say(said.value.readOnly)
    if (!findMention(analysis, kind, Number(name))) return
    const step = takeOut(analysis, kind, Number(name))
    if (!step) return say(said.value.marking.homeless)
    if (!(await desk.act(step)) || !desk.analysis.value) return
    say(said.value.marking.leftOut)
    if (!findMention(desk.analysis.value, kind, Number(name))) select(Number(name) > 0 ? `${kind}:${Number(name) - 1}` : null)
  }

  /** The next one that still wants a verdict, else simply the next. */
  function step(by: 1 | -1, turn = true): void {
    const list = desk.findings.value
    const open = list.filter((one) => one.verdict === "open" || one.id === finding.value?.id)
    const among = open.some((one) => one.id !== finding.value?.id) ? open : list
    if (!among.length) return
    const at = among.findIndex((one) => one.id === finding.value?.id)
    const next = at < 0 ? (by > 0 ? 0 : among.length - 1) : (at + by + among.length) % among.length
    openFinding(among[next]?.id ?? null, turn)
  }

  watch([editing, marking], () => (desk.typing.value = editing.value !== null || marking.value !== null), { flush: "sync" })
  watch([item, finding], () => {
    const hash = writeHash({ finding: finding.value?.id ?? null, item: item.value })
    if (hash !== route.hash) void router.replace({ query: route.query, hash })
  })
  watch(
    () => route.hash,
    (hash) => {
      if (hash === writeHash({ finding: finding.value?.id ?? null, item: item.value })) return
      follow(hash)
    },
  )

  /** Goes where the address says, once there is a report to go about in. */
  function follow(hash: string): void {
    const told = readHash(hash)
    if (told.finding !== (finding.value?.id ?? null)) openFinding(told.finding)
    if (told.item) select(told.item)
    else if (!told.finding) item.value = null
  }

  const stop = watch(
    () => desk.analysis.value,
    (analysis) => {
      if (!analysis) return
      void nextTick(() => stop())
      follow(writeHash(from))
    },
    { immediate: true },
  )

  return { item, finding, current, gone, evidence, equation, lit, spot, tab, editing, marking, aim, card, select, edit, mend, leaveOut, openFinding, step }
}

const HOMES: Record<string, Tab> = {
  cell: "tables", paragraph: "narrative", official: "mentions", count: "mentions", placeholder: "mentions",
}

function readTab(said: unknown, narrow: boolean): Tab {
  const found = TABS.find((tab) => tab === said)
  return found && (narrow || found !== "source") ? found : "tables"
}
