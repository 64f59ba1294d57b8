/** Decisions on their way to the server: kept until it has them, sent again where it does not answer. */
import { Problem } from "../api/client"
import type { Labelling, State } from "./shapes"

export interface Save {
  readonly id: string
  readonly labelling: Labelling
  /** What the paragraph was before, for the counts. */
  readonly was: State
}

interface Means {
  put: (save: Save) => Promise<void>
  /** Called whenever something has changed. */
  changed: () => void
  /** The server will never take it. */
  refused: (save: Save, problem: Problem) => void
  /** Where it outlives the page being loaded anew. */
  kept: Pick<Storage, "getItem" | "setItem">
}

const KEPT = "gongkai.labelling.unsaved"
const FINAL = [400, 404, 409, 410, 413, 422]
const LONGEST = 30_000

export class Outbox {
  private waiting: Save[]
  private sending = false
  /** What the server may have, whether or not it answered. */
  private tried: Save | null = null
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  /** Why the last try came to nothing; null once one has. */
  trouble: string | null = null

  constructor(private readonly means: Means) {
    this.waiting = JSON.parse(means.kept.getItem(KEPT) ?? "[]") as Save[]
    void this.send()
  }

  get unsaved(): readonly Save[] {
    return this.waiting
  }

  /** A later decision on a paragraph takes the place of one that has not been sent. */
  add(save: Save): void {
    const before = this.waiting.find((one) => one.id === save.id && one !== this.tried)
    this.waiting = [...this.waiting.filter((one) => one !== before), { ...save, was: before?.was ?? save.was }]
    this.tell()
    void this.send()
  }

  /** Whether the decision could be taken back before it was ever sent. */
  withdraw(id: string): boolean {
    const rest = this.waiting.filter((one) => one.id !== id || one === this.tried)
    const found = rest.length < this.waiting.length
    this.waiting = rest
    if (found) this.tell()
    return found
  }

  /** Tries at once instead of when the pause is over. */
  retry(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    void this.send()
  }

  private async send(): Promise<void> {
    const save = this.waiting[0]
    if (!save || this.sending || this.timer !== null) return
    this.sending = true
    this.tried = save
    let failure: unknown = null
    try {
      await this.means.put(save)
    } catch (error) {
      failure = error
    }
    this.sending = false
    const final = failure instanceof Problem && FINAL.includes(failure.status)
    if (failure === null || final) {
      this.waiting = this.waiting.filter((one) => one !== save)
      this.failures = 0
      this.trouble = null
    } else {
      this.failures += 1
      this.trouble = failure instanceof Error ? failure.message : String(failure)
      this.timer = setTimeout(() => this.retry(), Math.min(LONGEST, 500 * 2 ** this.failures))
    }
    this.tell()
    if (final) this.means.refused(save, failure as Problem)
    void this.send()
  }

  private tell(): void {
    this.means.kept.setItem(KEPT, JSON.stringify(this.waiting))
    this.means.changed()
  }
}
