import { ref } from "vue"

import { get, onStranger, send } from "../api/client"
import type { Me } from "../api/types"
import { router } from "../router"

/** Who is signed in; null until that is known, and where nobody is. */
export const me = ref<Me | null>(null)

/** Whoever is told to sign in comes back to where he was. */
export function watchStrangers(): void {
  onStranger(() => {
    me.value = null
    const here = router.currentRoute.value
    if (here.name !== "login") void router.replace({ name: "login", query: { back: here.fullPath } })
  })
  void router.isReady().then(() => {
    if (router.currentRoute.value.name !== "login") void meet().catch(() => undefined)
  })
}

export async function meet(): Promise<void> {
  me.value = await get<Me>("/v1/account")
}

export async function leave(): Promise<void> {
  await send("DELETE", "/v1/session")
  me.value = null
  await router.push({ name: "login" })
}

/** A path of this site, whatever the address bar says. */
export function readBack(back: unknown): string {
  return typeof back === "string" && /^\/(?![/\\])/.test(back) && !back.startsWith("/login") ? back : "/"
}
