/** What is chosen on the sheet at hand, and what keys do to it. */
import { computed, ref, watch, type Ref } from "vue"

import { Offsets } from "../offsets"
import { addMark, findWordEdge, isSame, moveCaret, moveEdge, readRange, replaceMark, stepMark, toggleTag, type Caret } from "./marks"
import type { Draft, Label, Mark, Tag } from "./shapes"

/** What a hand needs of a sitting: the sheet with its draft, and where a changed draft goes. */
export interface Sitting {
  readonly sheet: Readonly<Ref<{ item: { id: string; annotation: { text: string } }; draft: Draft } | null>>
  readonly withMarks: Readonly<Ref<boolean>>
  change: (draft: Draft) => void
}

export type Hand = ReturnType<typeof takeInHand>

export function takeInHand(session: Sitting) {
  const chosen = ref<Mark | null>(null)
  const caret = ref<Caret>({ anchor: 0, focus: 0 })
  const draft = computed<Draft>(() => session.sheet.value?.draft ?? { tags: [], marks: [] })
  const offsets = computed(() => new Offsets(session.sheet.value?.item.annotation.text ?? ""))
  const length = computed(() => offsets.value.toPoints(offsets.value.text.length))
  const selecting = computed(() => caret.value.anchor !== caret.value.focus)

  watch(() => session.sheet.value?.item.id, release)
  watch(draft, ({ marks }, before) => {
    if (!chosen.value || marks.some((mark) => isSame(mark, chosen.value))) return
    // undone: what it was before
    const [fresh, ...others] = marks.filter((mark) => !before.marks.some((one) => isSame(one, mark)))
    chosen.value = fresh && !others.length ? fresh : null
  })

  function release(): void {
    chosen.value = null
    caret.value = { anchor: 0, focus: 0 }
  }

  function put(marks: readonly Mark[], next: Mark | null): void {
    session.change({ ...draft.value, marks })
    chosen.value = next
  }

  /** The next mark; false behind the last, where Tab goes on through the page. */
  function step(by: 1 | -1): boolean {
    chosen.value = session.withMarks.value ? stepMark(draft.value.marks, chosen.value, by) : null
    if (chosen.value) caret.value = { anchor: chosen.value.end, focus: chosen.value.end }
    return chosen.value !== null
  }

  function choose(mark: Mark): void {
    chosen.value = mark
    caret.value = { anchor: mark.end, focus: mark.end }
  }

  /** The selected words become a mark; without any, the chosen mark gets another label. */
  function label(name: Label): void {
    if (!session.withMarks.value) return
    const { marks } = draft.value
    if (selecting.value) {
      const mark = { label: name, ...readRange(caret.value) }
      caret.value = { anchor: mark.end, focus: mark.end }
      put(addMark(marks, mark), mark)
    } else if (chosen.value && chosen.value.label !== name) {
      const mark = { ...chosen.value, label: name }
      put(replaceMark(marks, chosen.value, mark), mark)
    }
  }

  function shift(edge: "start" | "end", by: 1 | -1): void {
    if (!chosen.value) return void step(1)
    const moved = moveEdge(chosen.value, edge, by, length.value)
    if (moved !== chosen.value) put(replaceMark(draft.value.marks, chosen.value, moved), moved)
  }

  function remove(): void {
    if (!chosen.value) return
    const { marks } = draft.value
    const next = stepMark(marks, chosen.value, 1)
    put(replaceMark(marks, chosen.value, null), next)
  }

  function walk(by: 1 | -1, how: { extend?: boolean; words?: boolean; far?: boolean }): void {
    const { focus } = caret.value
    const to = how.far ? (by > 0 ? length.value : 0) : how.words ? findWordEdge(offsets.value, focus, by) : focus + by
    caret.value = moveCaret(caret.value, to, how.extend ?? false, length.value)
    if (!how.extend) chosen.value = null
  }

  return {
    chosen, caret, draft, selecting, step, choose, label, shift, remove, walk, release,
    toggle: (tag: Tag): void => session.change(toggleTag(draft.value, tag)),
  }
}
