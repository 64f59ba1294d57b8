import { computed } from "vue"

import { language } from "../../words"
import { en } from "./en"
import { zh, type ModelsWords } from "./zh"

/** What a person reads on the page of models; loaded with it. */
export const said = computed<ModelsWords>(() => (language.value === "en" ? en : zh))

export const nameModel = (name: string): string => (name === "builtin" ? said.value.builtin : name)
/** In the reader's own time zone. */
export const writeMoment = (at: string): string =>
  new Date(at).toLocaleString(language.value === "en" ? "en-GB" : "zh-CN", { dateStyle: "medium", timeStyle: "short" })
