import type { Hand } from "./hand"
import type { DeskKey } from "./keys"
import { LABEL_KEYS, LABELS } from "./shapes"
import { said } from "./words"

/** The keys that move the caret, choose and change marks. */
export function listHandKeys(hand: Hand): DeskKey[] {
  const s = said.value
  return [
    { press: "Tab", does: s.keys.tab, run: () => hand.step(1) },
    { press: "Shift+Tab", does: s.keys.tab, run: () => hand.step(-1) },
    { press: "Alt+ArrowRight", does: s.keys.edge, run: () => hand.shift("end", 1) },
    { press: "Alt+ArrowLeft", does: s.keys.edge, run: () => hand.shift("end", -1) },
    { press: "Alt+Shift+ArrowRight", does: s.keys.edge, run: () => hand.shift("start", 1) },
    { press: "Alt+Shift+ArrowLeft", does: s.keys.edge, run: () => hand.shift("start", -1) },
    { press: "Delete", does: s.keys.remove, run: hand.remove },
    { press: "Backspace", does: s.keys.remove, run: hand.remove },
    ...([["ArrowRight", 1], ["ArrowLeft", -1]] as const).flatMap(([key, by]) => [
      { press: key, does: s.keys.caret, run: () => hand.walk(by, {}) },
      { press: `Shift+${key}`, does: s.keys.caret, run: () => hand.walk(by, { extend: true }) },
      { press: `$mod+${key}`, does: s.keys.caret, run: () => hand.walk(by, { words: true }) },
      { press: `$mod+Shift+${key}`, does: s.keys.caret, run: () => hand.walk(by, { words: true, extend: true }) },
    ]),
    ...([["End", 1], ["Home", -1]] as const).flatMap(([key, by]) => [
      { press: key, does: s.keys.caret, run: () => hand.walk(by, { far: true }) },
      { press: `Shift+${key}`, does: s.keys.caret, run: () => hand.walk(by, { far: true, extend: true }) },
    ]),
    ...LABELS.map((label) => ({ press: LABEL_KEYS[label], does: s.mark(s.labels[label]), run: () => hand.label(label) })),
  ]
}
