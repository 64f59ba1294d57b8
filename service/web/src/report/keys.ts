/** The keys of the page. Those of single cells (arrows, Enter) are the table's own and are only
 *  listed here. */
import { onScopeDispose, type Ref as Box } from "vue"

import { liveKeys, type Key } from "../keys"
import { mayNot } from "../people/may"
import { say } from "../shell/toasts"
import { isDoubtful } from "./cells"
import type { Desk } from "./desk"
import type { Ref } from "./hash"
import type { Standing, Voice } from "./standing"
import { said } from "./words"

interface Source {
  turn: (by: 1 | -1) => void
  swap: () => void
}

export function listKeys(desk: Desk, standing: Standing, source: Box<Source | undefined>, body: Box<HTMLElement | undefined>): Key[] {
  const words = said.value.keys
  const enter: Key = { press: "Enter", does: words.enter, run: () => undefined }
  liveKeys.push(enter)
  onScopeDispose(() => liveKeys.splice(liveKeys.indexOf(enter), 1))
  return [
    { press: "n", does: words.next, run: () => standing.step(1) },
    { press: "Shift+N", does: words.previous, run: () => standing.step(-1) },
    { press: "j", does: words.down, run: () => move(1) },
    { press: "k", does: words.up, run: () => move(-1) },
    { press: "d", does: words.doubt, run: doubt },
    { press: "e", does: words.edit, run: edit },
    { press: "a", does: words.marks, run: mend },
    { press: "Delete", does: words.leaveOut, run: () => void leaveOut() },
    { press: "u", does: words.undo, run: () => void undo() },
    { press: "$mod+z", does: words.undo, run: () => void undo() },
    { press: "c", does: words.confirm, run: () => judge((card) => card.give("confirmed")) },
    { press: "x", does: words.dismiss, run: () => judge((card) => card.askWhy()) },
    { press: "m", does: words.mend, run: () => judge((card) => card.give("mended")) },
    { press: "[", does: words.pageBack, run: () => source.value?.turn(-1) },
    { press: "]", does: words.pageOn, run: () => source.value?.turn(1) },
    { press: "v", does: words.view, run: () => source.value?.swap() },
    { press: "Escape", does: words.escape, run: escape },
  ]

  /** Down and up in what the result side lists. */
  function move(by: 1 | -1): void {
    if (standing.tab.value === "findings") return standing.step(by, false)
    const all = [...(body.value?.querySelectorAll<HTMLElement>("[data-cell], [data-paragraph], [data-item]") ?? [])]
    const at = all.findIndex((element) => nameOf(element) === standing.item.value)
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]
    if (next) standing.select(nameOf(next), false)
  }

  function doubt(): void {
    const found = [...desk.cells.value].filter(([, { cell }]) => isDoubtful(cell) || cell.state === "missing" || cell.state === "text")
    const names = found.map(([name]): Ref => `cell:${name}`)
    const next = names[(standing.item.value ? names.indexOf(standing.item.value) + 1 : 0) % names.length]
    if (next) standing.select(next)
  }

  function edit(): void {
    const item = standing.item.value
    if (!item) return
    if (!item.startsWith("cell:") && !item.startsWith("paragraph:")) return standing.mend(item)
    void standing.edit(item)
  }

  function mend(): void {
    if (standing.item.value) standing.mend(standing.item.value)
  }

  async function leaveOut(): Promise<void> {
    const item = standing.item.value
    if (item) await standing.leaveOut(item)
  }

  function judge(give: (card: Voice) => Promise<void>): void {
    if (mayNot("finding.judge")) say(said.value.readOnly)
    else if (standing.card.value) void give(standing.card.value)
  }

  async function undo(): Promise<void> {
    const step = await desk.undo()
    if (step?.kind === "cell") standing.select(`cell:${step.target}`)
    if (step?.kind === "tags" || step?.kind === "mentions") standing.select(`paragraph:${step.target}`)
  }

  function escape(): void {
    if (standing.card.value?.close()) return
    if (standing.marking.value) standing.marking.value = null
    else if (standing.editing.value) standing.editing.value = null
    else if (standing.finding.value) standing.openFinding(null)
    else standing.select(null)
  }
}

function nameOf({ dataset }: HTMLElement): Ref {
  if (dataset.cell) return `cell:${dataset.cell}`
  return dataset.paragraph ? `paragraph:${dataset.paragraph}` : (dataset.item as Ref)
}
