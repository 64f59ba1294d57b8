/** One report on the desk: what the server holds of it, and the changes this person makes. */
import { computed, inject, ref, shallowRef, watch, type InjectionKey } from "vue"

import { get, Problem, send } from "../api/client"
import { say, sayError } from "../shell/toasts"
import { indexCells, listEdited, writeCellUrl, type CellRef } from "./cells"
import { sortFindings } from "./places"
import type {
  Analysis, Cell, Document, DocumentWithAnalysis, EditedParagraph, EditedReport, EditRecord, Finding, Form,
} from "./shapes"
import { pop, push, turn, type Setting, type Step } from "./undo"
import { said } from "./words"

export interface Conflict {
  step: Step
  /** What others did since; null where that could not be fetched. */
  others: EditRecord[] | null
}

let forms: Promise<ReadonlyMap<string, Form>> | null = null

function loadForms(): Promise<ReadonlyMap<string, Form>> {
  forms ??= get<Form[]>("/v1/forms").then((found) => new Map(found.map((form) => [form.version, form])))
  forms.catch(() => (forms = null))
  return forms
}

export type Desk = ReturnType<typeof openDesk>
export const DESK: InjectionKey<Desk> = Symbol("desk")

export function useDesk(): Desk {
  return inject(DESK) as Desk
}

export function openDesk(id: number) {
  const document = shallowRef<Document | null>(null)
  const analysis = shallowRef<Analysis | null>(null)
  const findings = shallowRef<Finding[]>([])
  const edits = shallowRef<EditRecord[]>([])
  const known = shallowRef<ReadonlyMap<string, Form>>(new Map())
  const conflict = shallowRef<Conflict | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const steps = shallowRef<Step[]>([])
  const busy = ref(0)
  /** While something is being typed, nothing is loaded under the typist's hands: what he writes is
   *  to be held against what he saw. */
  const typing = ref(false)
  let missed: Document | null = null
  const url = `/v1/documents/${id}`
  let etag: string | null = null
  let last: Promise<unknown> = Promise.resolve()

  const cells = computed(() => indexCells(analysis.value?.tables ?? []))
  const edited = computed(() => listEdited(edits.value))
  const sorted = computed(() => sortFindings(findings.value))

  /** True where the report is as the server has it. What is on the desk stays there while the
   *  network is away. */
  async function load(): Promise<boolean> {
    try {
      const [{ body, etag: tag }, found] = await Promise.all([
        send<DocumentWithAnalysis>("GET", url), loadForms(),
      ])
      if (body.analysis) {
        const [judged, changed] = await Promise.all([
          get<Finding[]>(`${url}/findings`), get<EditRecord[]>(`${url}/edits`),
        ])
        findings.value = judged
        edits.value = changed
      }
      known.value = found
      etag = tag
      document.value = body
      analysis.value = body.analysis
      problem.value = null
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (analysis.value && error.status !== 404 && error.status !== 410) sayError(error)
      else problem.value = error
      return false
    }
  }

  /** What others did; for what this person does it would come twice. */
  async function hear(changed: Document): Promise<void> {
    await last
    if (typing.value) missed = changed
    if (busy.value || conflict.value || typing.value) return
    const mine = document.value
    if (mine && changed.revision === mine.revision && changed.state === mine.state) {
      findings.value = await get<Finding[]>(`${url}/findings`).catch(() => findings.value)
      return
    }
    const edits = mine && changed.revision > mine.revision && changed.edits !== mine.edits
    if ((await load()) && edits) say(said.value.changed)
  }

  watch(typing, async (now) => {
    if (now || !missed) return
    const waiting = missed
    missed = null
    await last
    if (waiting.revision > (document.value?.revision ?? 0)) await hear(waiting)
  })

  /** Does it, one thing after the other; true where it is written. */
  function run(step: Step): Promise<boolean> {
    const next = last.then(async () => {
      busy.value += 1
      try {
        await write(step)
        return true
      } catch (error) {
        if (error instanceof Problem && error.status === 412) await meet(step)
        else sayError(error)
        return false
      } finally {
        busy.value -= 1
      }
    })
    last = next
    return next
  }

  async function write(step: Step): Promise<void> {
    if (step.kind === "cell") return writeCell(step.target, step.after)
    if (step.kind === "tags" || step.kind === "mentions") {
      const at = `${url}/paragraphs/${encodeURIComponent(step.target)}`
      const body = step.kind === "tags" ? { tags: step.after } : step.after
      const answer = await send<EditedParagraph>("PATCH", at, { body, match: etag })
      const { document: kept, paragraph, mentions } = answer.body
      take(kept, answer.etag)
      const now = analysis.value
      if (now) {
        const paragraphs = now.paragraphs.map((old) => (old.id === paragraph.id ? paragraph : old))
        analysis.value = { ...now, paragraphs, ...mentions }
      }
      ;[findings.value, edits.value] = await Promise.all([
        get<Finding[]>(`${url}/findings`), get<EditRecord[]>(`${url}/edits`),
      ])
      return
    }
    const at = `${url}/findings/${encodeURIComponent(step.target)}/verdict`
    const { body } = await send<Finding>("PUT", at, { body: step.after })
    findings.value = findings.value.map((old) => (old.id === body.id ? body : old))
    if (document.value) document.value = { ...document.value, ...countOpen(findings.value) }
  }

  /** The cell shows the new value at once; it falls back where the server refuses. */
  async function writeCell(target: CellRef, setting: Setting): Promise<void> {
    const before = cells.value.get(target)?.cell
    if (!before || !analysis.value) return
    const at = writeCellUrl(id, analysis.value.tables, target)
    if (setting !== "reading") {
      put(target, { ...before, value: setting.value ?? null, state: setting.state ?? "number", confidence: 1 })
    }
    try {
      const answer = await (setting === "reading"
        ? send<EditedReport>("DELETE", at, { match: etag })
        : send<EditedReport>("PATCH", at, { body: setting, match: etag }))
      put(target, answer.body.cell)
      findings.value = answer.body.findings
      take(answer.body.document, answer.etag)
    } catch (error) {
      put(target, before)
      throw error
    }
    edits.value = await get<EditRecord[]>(`${url}/edits`)
  }

  function put(target: CellRef, cell: Cell): void {
    const now = analysis.value
    const place = cells.value.get(target)
    if (!now || !place) return
    const tables = now.tables.map((table, number) =>
      number === place.table
        ? { ...table, cells: table.cells.map((old) => (old === place.cell ? cell : old)) }
        : table,
    )
    analysis.value = { ...now, tables }
  }

  function take(kept: Document, tag: string | null): void {
    document.value = kept
    etag = tag
  }

  /** Somebody else was quicker: fetches what he did and lets this person decide. */
  async function meet(step: Step): Promise<void> {
    const seen = new Set(edits.value.map((edit) => edit.id))
    const others = (await load()) ? edits.value.filter((edit) => !seen.has(edit.id)) : null
    conflict.value = { step, others }
  }

  async function act(step: Step): Promise<boolean> {
    const done = await run(step)
    if (done) steps.value = push(steps.value, step)
    return done
  }

  /** Writes over what the others did, or leaves it. */
  async function settle(write: boolean): Promise<void> {
    const met = conflict.value
    conflict.value = null
    if (met && write) await act(met.step)
  }

  async function undo(): Promise<Step | null> {
    await last
    const [step, rest] = pop(steps.value)
    if (!step) {
      say(said.value.nothingToUndo)
      return null
    }
    if (!(await run(turn(step)))) return null
    steps.value = rest
    say(said.value.undone)
    return step
  }

  return {
    id, document, analysis, findings: sorted, edits, edited, forms: known, cells, conflict, problem, busy, steps, typing,
    load, hear, act, settle, undo,
    retryMeeting: async (): Promise<void> => {
      if (conflict.value) await meet(conflict.value.step)
    },
  }
}

function countOpen(findings: readonly Finding[]): Pick<Document, "errors" | "warnings" | "notices"> {
  const open = findings.filter((finding) => ["open", "confirmed"].includes(finding.verdict))
  const count = (severity: Finding["severity"]): number => open.filter((f) => f.severity === severity).length
  return { errors: count("error"), warnings: count("warning"), notices: count("notice") }
}
