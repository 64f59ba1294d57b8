import { computed, ref, watch } from "vue"

import { me } from "./me"

const KEPT = "gongkai.impersonal"
/** What this person chose for what he exports; kept for the next time. */
export const chosen = ref(localStorage.getItem(KEPT) === "yes")
watch(chosen, (now) => localStorage.setItem(KEPT, now ? "yes" : "no"))
/** Not to be chosen: the API hides persons from this role whatever is asked. */
export const fixed = computed(() => me.value !== null && !me.value.sees_persons)
export const impersonal = computed(() => fixed.value || chosen.value)

/** For the address of an export. */
export function askPersonal(): { personal?: false } {
  return impersonal.value ? { personal: false } : {}
}
