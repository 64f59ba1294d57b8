import { computed, ref } from "vue"

import { en } from "./en"
import { zh, type Words } from "./zh"

export type Language = "zh" | "en"

const kept = localStorage.getItem("gongkai.language")
export const language = ref<Language>(kept === "en" ? "en" : "zh")

/** Everything that a person reads, in the language chosen: `words.value.inbox.title`. */
export const words = computed<Words>(() => (language.value === "en" ? en : zh))

export function choose(next: Language): void {
  language.value = next
  localStorage.setItem("gongkai.language", next)
  document.documentElement.lang = next === "en" ? "en" : "zh-CN"
}
