import { onScopeDispose, reactive } from "vue"
import { tinykeys } from "tinykeys"

export interface Key {
  /** As `tinykeys` writes it: `j`, `Shift+?`, `g b`, `$mod+z`. */
  press: string
  does: string
  run: () => void
}

/** The keys that live on the page as it is, for the list that `?` opens. */
export const liveKeys = reactive<Key[]>([])

/** How long `tinykeys` waits for the next key of a sequence, in milliseconds. */
const PATIENCE = 1000
let last = { key: "", at: -PATIENCE }
let before = last
window.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return
    before = last
    last = { key: isTyping(event.target) ? "" : event.key, at: event.timeStamp }
  },
  true,
)

/** `g m` goes to another page: its `m` is not the `m` of this one. */
function endsSequence(event: KeyboardEvent): boolean {
  const sequence = `${before.key} ${event.key}`
  return event.timeStamp - before.at < PATIENCE && liveKeys.some(({ press }) => press === sequence)
}

/** Binds keys while the component lives; they rest while somebody types or an input method is open. */
export function bindKeys(keys: Key[]): void {
  const bound = Object.fromEntries(keys.map((key) => [key.press, guard(key)]))
  const unbind = tinykeys(window, bound)
  liveKeys.push(...keys)
  onScopeDispose(() => {
    unbind()
    for (const key of keys) liveKeys.splice(liveKeys.indexOf(key), 1)
  })
}

function guard({ press, run }: Key): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.keyCode === 229 || isTyping(event.target)) return
    if (!press.includes(" ") && endsSequence(event)) return
    event.preventDefault()
    run()
  }
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const input = target instanceof HTMLInputElement
  if (input) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type)
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName)
}
