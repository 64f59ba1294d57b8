import { computed } from "vue"

import { language } from "../../words"
import { en } from "./en"
import { zh, type LabellingWords } from "./zh"

/** What a person reads on the labelling page; loaded with it. */
export const said = computed<LabellingWords>(() => (language.value === "en" ? en : zh))
