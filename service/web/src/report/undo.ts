/** What this person did in this sitting, to be taken back step by step. */
import type { CellEdit, Layers, Tag, Verdict } from "./shapes"

/** What a cell is set to; `reading` is what the machine read, without any edit. */
export type Setting = CellEdit | "reading"
export type Opinion = { verdict: Verdict; reason: string }
export type Step =
  | { kind: "cell"; target: string; before: Setting; after: Setting }
  | { kind: "tags"; target: string; before: Tag[]; after: Tag[] }
  | { kind: "mentions"; target: string; before: Layers; after: Layers }
  | { kind: "verdict"; target: string; before: Opinion; after: Opinion }

export const DEEPEST = 100

export function push(steps: readonly Step[], step: Step): Step[] {
  return [...steps, step].slice(-DEEPEST)
}

/** The last step, and the steps without it. */
export function pop(steps: readonly Step[]): [Step | null, Step[]] {
  return [steps.at(-1) ?? null, steps.slice(0, -1)]
}

/** The step that takes this one back. */
export function turn(step: Step): Step {
  return { ...step, before: step.after, after: step.before } as Step
}
