/** A job of a kind as it goes: the one that runs, or the last one that failed. */
import { computed, onScopeDispose, ref } from "vue"

import { get, send } from "../api/client"
import { listen } from "../api/events"
import type { Job, Page } from "../api/types"
import { sayError } from "../shell/toasts"

const POLL = 5_000

export function followJob(kind: Job["kind"], finished: (job: Job) => void) {
  const job = ref<Job | null>(null)
  const running = computed(() => !!job.value && isOpen(job.value))
  const failure = computed(() => (job.value?.state === "failed" && !job.value.acknowledged ? job.value.error : null))

  function hear(heard: Job, first = false): void {
    const before = job.value
    if (heard.kind !== kind || (before && heard.id < before.id)) return
    const ended = before?.id === heard.id && !isOpen(before)
    if (ended && isOpen(heard) && heard.state !== "running") return // an answer that the event overtook
    job.value = heard
    if (!first && !ended && !isOpen(heard)) finished(heard)
  }

  async function ask(work: () => Promise<Job | undefined>, first = false): Promise<void> {
    try {
      const told = await work()
      if (told) hear(told, first)
    } catch (error) {
      sayError(error)
    }
  }

  listen(["job.updated", "job.finished"], (_, data) => hear(data as Job))
  // proxies swallow streams: what they say is asked for too, now and then
  const poll = setInterval(() => running.value && job.value && void ask(() => get<Job>(`/v1/jobs/${job.value?.id}`)), POLL)
  onScopeDispose(() => clearInterval(poll))
  void ask(async () => (await get<Page<Job>>("/v1/jobs", { kind, limit: 1 })).items[0], true)

  return {
    job, running, failure, ask,
    cancel: () => ask(async () => (await send<Job>("POST", `/v1/jobs/${job.value?.id}:cancel`)).body),
    acknowledge: () => ask(async () => (await send<Job>("POST", `/v1/jobs/${job.value?.id}:acknowledge`)).body),
  }
}

const isOpen = ({ state }: Job): boolean => state === "queued" || state === "running"
