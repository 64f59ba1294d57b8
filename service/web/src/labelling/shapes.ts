/** What is labelled: a paragraph with its context, its themes and its marks. */
import type { components } from "../api/schema"

type Schemas = components["schemas"]
export type Tag = Schemas["Labelling"]["tags"][number]
export type Labelling = Schemas["Labelling"]
export type State = Schemas["LabelItem"]["state"]
export type Span = [number, number]

/** The fifteen themes in the contract's order; the place is the key's. */
export const TAGS: readonly Tag[] = [
  "组织领导", "制度建设", "主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "宣传培训",
  "政策解读与回应", "复议诉讼", "存在问题", "改进措施", "其他事项", "引言", "其他",
]
export const TAG_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "q", "w", "e", "r", "a"] as const

/** Labels that a person gives, and their keys. The other two a report's tables and headings have. */
export const LABELS = ["official", "count", "blank_figure", "mask", "template_text"] as const
export const LABEL_KEYS: Record<(typeof LABELS)[number], string> = {
  official: "z", count: "x", blank_figure: "c", mask: "v", template_text: "n",
}
export type Label = (typeof LABELS)[number] | "empty_heading" | "blank_cell"

/** A row of `labels/1`, as far as this page reads it. */
export interface Row {
  text: string
  tags: Tag[] | null
  section: number | null
  heading: string | null
  previous: string | null
  organisation: string | null
  year: number | null
  officials: { span: Span; name: string; post: string | null; role: string | null }[] | null
  counts: { span: Span; value: number; unit: string | null; measure: string | null }[] | null
  placeholders: { span: Span; kind: Label }[] | null
  review: { model: string | null }
}

export type Item = Omit<Schemas["LabelItem"], "annotation"> & { annotation: Row }
export interface Queue {
  items: Item[]
  open: number
  reviewed: number
  skipped: number
}

/** Words with a label; places are half-open, in code points of the paragraph. */
export interface Mark {
  readonly label: Label
  readonly start: number
  readonly end: number
}

export interface Draft {
  readonly tags: readonly Tag[]
  readonly marks: readonly Mark[]
}
