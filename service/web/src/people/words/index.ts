import { computed } from "vue"

import { language } from "../../words"
import { en } from "./en"
import { zh, type PeopleWords } from "./zh"

/** What a person reads on the pages of accounts; loaded with them. */
export const said = computed<PeopleWords>(() => (language.value === "en" ? en : zh))

/** A day, or a moment to the minute, as it is written here. */
export function writeDay(moment: string): string {
  return new Date(moment).toLocaleDateString(language.value === "en" ? "en" : "zh-CN")
}

export function writeMoment(moment: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "short", timeStyle: "short", hour12: false }
  return new Date(moment).toLocaleString(language.value === "en" ? "en-GB" : "zh-CN", options)
}
