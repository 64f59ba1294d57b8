/** The registry and its cards, as far as this page reads them. */
import type { components } from "../api/schema"

type Schemas = components["schemas"]
export type Tag = Schemas["Labelling"]["tags"][number]
export type Preview = Schemas["Preview"]
export type Change = Preview["changes"][number]
export type LabelCounts = Schemas["LabelCounts"]
export type Happening = Schemas["Models"]["history"][number]

export interface Interval {
  value: number
  low: number
  high: number
}

export interface TagScore {
  tag: Tag
  precision: number
  recall: number
  f1: Interval
  expected: number
  found: number
}

export interface Confusion {
  expected: Tag | null
  found: Tag | null
  paragraphs: number
}

export interface Bin {
  chance: number
  right: number
  number: number
}

export type SetName = "builtin" | "own"
export interface SetScores {
  name: SetName
  paragraphs: number
  bodies: number
  macro_f1: Interval
  tags: TagScore[]
  confusion: Confusion[]
  calibration: Bin[]
  calibration_error: number
}

export interface Comparison {
  rival: string
  on: SetName
  paragraphs: number
  bodies: number
  gain: { macro: Interval; by_tag: [Tag, Interval][] }
}

export interface Hint {
  id: string
  text: string
  labelled: Tag[]
  found: Tag
  chance: number
}

export type Reason = "suggested" | "skipped" | "untagged" | "tested"
export interface Card {
  made: { at: string; command: string; seconds: number; libraries: [string, string][] }
  data: {
    corpus_paragraphs: number
    files: { name: string; rows: number }[]
    learnt: number
    held: number
    held_by: "organisation" | "paragraph"
    left_out: [Reason, number][]
    weight: number
  }
  sets: SetScores[]
  comparisons: Comparison[]
  objections: string[]
  /** Reviewed paragraphs where a model that had not learnt them is sure of a tag. */
  sure: number
  hints: Hint[]
}

export type Version = Omit<Schemas["ModelVersion"], "card"> & { card: Card | null }
export type Models = Omit<Schemas["Models"], "versions"> & { versions: Version[] }
export type Promotion = Omit<Schemas["Promotion"], "comparisons"> & { comparisons: Comparison[] }
