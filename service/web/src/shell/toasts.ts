import { reactive } from "vue"

import { Problem } from "../api/client"

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
  if (error instanceof Problem && error.code === "sign-in-needed") return // the login page says it
  say(error instanceof Error ? error.message : String(error), "error")
}

export function dismiss(id: number): void {
  const place = toasts.findIndex((toast) => toast.id === id)
  if (place >= 0) toasts.splice(place, 1)
}
