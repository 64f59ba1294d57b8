/** The training run as it goes: the one that runs, or the last one that failed. */
import { computed, onScopeDispose, ref } from "vue"

import { get, send } from "../api/client"
import { listen } from "../api/events"
import type { Job, Page } from "../api/types"
import { say, sayError } from "../shell/toasts"
import { said } from "./words"

const POLL = 5_000

export function followTraining(finished: (version: string) => void) {
  const job = ref<Job | null>(null)
  const now = ref(Date.now())
  const running = computed(() => !!job.value && isOpen(job.value))
  const failure = computed(() => (job.value?.state === "failed" && !job.value.acknowledged ? job.value.error : null))
  const seconds = computed(() => {
    const begun = job.value?.started_at
    return begun ? Math.max(0, Math.round((now.value - Date.parse(begun)) / 1000)) : 0
  })

  function hear(heard: Job, first = false): void {
    const before = job.value
    if (heard.kind !== "train" || (before && heard.id < before.id)) return
    const ended = before?.id === heard.id && !isOpen(before)
    if (ended && isOpen(heard)) return // an answer that the event overtook
    job.value = heard
    if (first || ended || isOpen(heard)) return
    if (heard.state === "succeeded") finished(String(heard.outcome.version))
    else if (heard.state === "cancelled") say(said.value.training.cancelled)
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
  const clock = setInterval(() => (now.value = Date.now()), 1000)
  onScopeDispose(() => [poll, clock].forEach(clearInterval))
  void ask(async () => (await get<Page<Job>>("/v1/jobs", { kind: "train", limit: 1 })).items[0], true)

  return {
    job, running, failure, seconds,
    start: () => ask(async () => (await send<Job>("POST", "/v1/training-runs")).body),
    cancel: () => ask(async () => (await send<Job>("POST", `/v1/jobs/${job.value?.id}:cancel`)).body),
    acknowledge: () => ask(async () => (await send<Job>("POST", `/v1/jobs/${job.value?.id}:acknowledge`)).body),
  }
}

export type Training = ReturnType<typeof followTraining>

const isOpen = ({ state }: Job): boolean => state === "queued" || state === "running"
