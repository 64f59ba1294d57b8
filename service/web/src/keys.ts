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

/** Binds keys while the component lives; they rest while somebody types or an input method is open. */
export function bindKeys(keys: Key[]): void {
  const bound = Object.fromEntries(keys.map((key) => [key.press, guard(key.run)]))
  const unbind = tinykeys(window, bound)
  liveKeys.push(...keys)
  onScopeDispose(() => {
    unbind()
    for (const key of keys) liveKeys.splice(liveKeys.indexOf(key), 1)
  })
}

function guard(run: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.keyCode === 229 || isTyping(event.target)) return
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
