/** The registry on this page, and what is done to it. */
import { computed, ref } from "vue"

import { get, send, writeUrl } from "../api/client"
import type { Document, Facets, Page } from "../api/types"
import { say, sayError } from "../shell/toasts"
import { findStale } from "./figures"
import type { LabelCounts, Models, Promotion } from "./shapes"
import { nameModel, said } from "./words"

export function openRegistry() {
  const models = ref<Models | null>(null)
  const counts = ref<LabelCounts | null>(null)
  const read = ref<Facets["model"]>([])
  /** What is being done, by name. */
  const busy = ref<"promote" | "rollback" | "reread" | null>(null)
  const failed = ref<string | null>(null)
  /** Whether this person may have reports read anew. */
  const mayReread = ref(false)
  const stale = computed(() => (models.value ? findStale(models.value.champion, read.value) : []))

  async function load(): Promise<void> {
    try {
      const [found, labels, facets, config] = await Promise.all([
        get<Models>("/v1/models"),
        get<LabelCounts>("/v1/labels/status"),
        get<Facets>("/v1/facets", { is_report: true }),
        get<{ role: string }>("/v1/config"),
      ])
      models.value = found
      counts.value = labels
      read.value = facets.model
      mayReread.value = ["reviewer", "admin"].includes(config.role)
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
    models, counts, stale, busy, failed, mayReread, load,
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
    reread: () =>
      work("reread", async () => {
        let count = 0
        let cursor: string | null = null
        do {
          const query: Record<string, string | number | boolean | string[] | null> = { model: stale.value.map(({ model }) => model), is_report: true, limit: 500, cursor }
          const page: Page<Document> = await get<Page<Document>>("/v1/documents", query)
          for (const { id } of page.items) await send("POST", `/v1/documents/${id}:reprocess`)
          count += page.items.length
          cursor = page.next_cursor
        } while (cursor)
        say(said.value.rereading(count))
      }),
  }
}
