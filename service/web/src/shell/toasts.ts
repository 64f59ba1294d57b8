import { reactive } from "vue"

export interface Toast {
  id: number
  text: string
  kind: "plain" | "error"
}

export const toasts = reactive<Toast[]>([])
let last = 0

/** Says something at the foot of the page; failures stay until somebody closes them. */
export function say(text: string, kind: Toast["kind"] = "plain"): void {
  last += 1
  const id = last
  toasts.push({ id, text, kind })
  if (kind === "plain") setTimeout(() => dismiss(id), 5000)
}

export function sayError(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return
  say(error instanceof Error ? error.message : String(error), "error")
}

export function dismiss(id: number): void {
  const place = toasts.findIndex((toast) => toast.id === id)
  if (place >= 0) toasts.splice(place, 1)
}
