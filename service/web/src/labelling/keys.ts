import { onScopeDispose } from "vue"
import { tinykeys } from "tinykeys"

import { isTyping, liveKeys, type Key } from "../keys"

/** A key of the desk. `run` may answer false: then the browser has it, as Tab behind the last mark. */
export interface DeskKey {
  press: string
  does: string
  run: () => unknown
}

const ACTIVATING = ["Enter", "Space", "Tab", "Shift+Tab"]

/** As `bindKeys`, with two differences: Enter, Space and Tab stay with a button or link that has the
 *  focus, and nothing happens behind an open dialog. Several presses that do the same are listed once. */
export function bindDeskKeys(keys: readonly DeskKey[], target: Window | HTMLElement = window): void {
  const bound = Object.fromEntries(keys.map((key) => [key.press, guard(key)]))
  const unbind = tinykeys(target, bound)
  const listed: Key[] = keys.filter((key, i) => keys.findIndex(({ does }) => does === key.does) === i).map((key) => ({ ...key, run: () => undefined }))
  liveKeys.push(...listed)
  onScopeDispose(() => {
    unbind()
    for (const key of listed) liveKeys.splice(liveKeys.indexOf(key), 1)
  })
}

function guard(key: DeskKey): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.keyCode === 229 || isTyping(event.target)) return
    if (document.querySelector("dialog[open]")) return
    if (ACTIVATING.includes(key.press) && isControl(event.target)) return
    if (key.run() !== false) event.preventDefault()
  }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary, input, select") !== null
}
