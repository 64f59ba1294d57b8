import { computed } from "vue"

import { language } from "../../words"
import { en } from "./en"
import { zh, type ReportWords } from "./zh"

/** What a person reads on the report page; loaded with it. */
export const said = computed<ReportWords>(() => (language.value === "en" ? en : zh))
