/** The registry on this page, and what is done to it. */
import { ref } from "vue"

import { get, send, writeUrl } from "../api/client"
import { say, sayError } from "../shell/toasts"
import type { LabelCounts, Models, Promotion } from "./shapes"
import { nameModel, said } from "./words"

export function openRegistry() {
  const models = ref<Models | null>(null)
  const counts = ref<LabelCounts | null>(null)
  /** What is being done, by name. */
  const busy = ref<"promote" | "rollback" | null>(null)
  const failed = ref<string | null>(null)

  async function load(): Promise<void> {
    try {
      const [found, labels] = await Promise.all([
        get<Models>("/v1/models"),
        get<LabelCounts>("/v1/labels/status"),
      ])
      models.value = found
      counts.value = labels
      failed.value = null
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error)
      if (models.value) sayError(error)
    }
  }

  async function work(name: NonNullable<typeof busy.value>, deed: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = name
    try {
      await deed()
    } catch (error) {
      sayError(error)
    }
    await load()
    busy.value = null
  }

  return {
    models, counts, busy, failed, load,
    /** What spoke against it stands in the history then. */
    promote: (version: string) =>
      work("promote", async () => {
        const { body } = await send<Promotion>("POST", `/v1/models/${version}:promote`)
        if (body.promoted) say(said.value.promoted(nameModel(body.version)))
        body.notes.forEach((note) => say(note))
      }),
    rollBack: (to: string) =>
      work("rollback", async () => {
        await send("POST", writeUrl("/v1/models:rollback", { to }))
        say(said.value.rolledBack(nameModel(to)))
      }),
  }
}
