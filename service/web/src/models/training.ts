/** The training run as it goes: the one that runs, or the last one that failed. */
import { computed, onScopeDispose, ref } from "vue"

import { send } from "../api/client"
import type { Job } from "../api/types"
import { say } from "../shell/toasts"
import { followJob } from "./following"
import { said } from "./words"

export function followTraining(finished: (version: string) => void) {
  const followed = followJob("train", ({ state, outcome }) => {
    if (state === "succeeded") finished(String(outcome.version))
    else if (state === "cancelled") say(said.value.training.cancelled)
  })
  const now = ref(Date.now())
  const seconds = computed(() => {
    const begun = followed.job.value?.started_at
    return begun ? Math.max(0, Math.round((now.value - Date.parse(begun)) / 1000)) : 0
  })
  const clock = setInterval(() => (now.value = Date.now()), 1000)
  onScopeDispose(() => clearInterval(clock))
  return { ...followed, seconds, start: () => followed.ask(async () => (await send<Job>("POST", "/v1/training-runs")).body) }
}

export type Training = ReturnType<typeof followTraining>
