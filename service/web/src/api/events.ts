import { onScopeDispose } from "vue"

/** Calls `hear` for each server-sent event of these names; the browser resumes by itself. */
export function listen(names: readonly string[], hear: (name: string, data: unknown) => void): void {
  const source = new EventSource("/v1/events")
  for (const name of names) {
    source.addEventListener(name, (event) => hear(name, JSON.parse((event as MessageEvent).data)))
  }
  onScopeDispose(() => source.close())
}
