/** A paragraph with its mentions on the sheet: what is marked in it, what is said of each mark, and
 *  what of that differs from what the report has. Places count code points of the paragraph as it
 *  is printed. */
import type { Label, Mark, Row } from "../labelling/shapes"
import { addMark, isSame } from "../labelling/marks"
import { Offsets } from "../offsets"
import type { Analysis, Layers, Paragraph, Span } from "./shapes"
import type { Step } from "./undo"

/** What is said of a mark; the server reads from the words what is left out. */
export interface Said {
  name?: string
  post?: string | null
  role?: string | null
  group?: string | null
  value?: number
  unit?: string | null
  measure?: string | null
  approximate?: boolean
  scope?: string | null
}

export interface Marked {
  readonly mark: Mark
  /** A person with two roles is one mark. */
  readonly said: readonly Said[]
}

export type Sheet = readonly Marked[]
const GAPS: readonly string[] = ["blank_figure", "mask", "template_text"]
/** What is typed of a mark, by its label. */
export const FIELDS: Partial<Record<Label, readonly (keyof Said)[]>> = {
  official: ["post", "role", "group"],
  count: ["value", "unit", "measure"],
}

/** The paragraph as printed, unit for unit, but that line ends do not show. */
export function cutPrinted(analysis: Analysis, { span }: Paragraph): string {
  return new Offsets(analysis.text).cut(span[0], span[1]).replace(/[\n\r\f]/g, "\u200b")
}

export function findHome(analysis: Analysis, span: Span): Paragraph | null {
  return analysis.paragraphs.find((one) => one.span[0] <= span[0] && span[1] <= one.span[1]) ?? null
}

type Mention = Analysis["officials" | "counts" | "placeholders"][number]

export function findMention(analysis: Analysis, kind: "official" | "count" | "placeholder", place: number): Mention | null {
  const lists = { official: analysis.officials, count: analysis.counts, placeholder: analysis.placeholders }
  return lists[kind][place] ?? null
}

export function labelOf(kind: "official" | "count" | "placeholder", mention: Mention): Label {
  return kind === "placeholder" && "kind" in mention ? mention.kind : (kind as Label)
}

/** The step that takes a mention out as misread; null where it stands in no paragraph. */
export function takeOut(analysis: Analysis, kind: "official" | "count" | "placeholder", place: number): Step | null {
  const mention = findMention(analysis, kind, place)
  const home = mention && findHome(analysis, mention.span)
  if (!mention || !home) return null
  const from = home.span[0]
  const before = laySheet(analysis, home)
  const gone: Mark = { label: labelOf(kind, mention), start: mention.span[0] - from, end: mention.span[1] - from }
  const after = before.filter(({ mark }) => !isSame(mark, gone))
  const changed = findChanged(writeLayers(before, from), writeLayers(after, from))
  return changed && { kind: "mentions", target: home.id, ...changed }
}

export function laySheet(analysis: Analysis, paragraph: Paragraph): Sheet {
  const [from, to] = paragraph.span
  const inside = ({ span }: { span: Span }): boolean => from <= span[0] && span[1] <= to
  const toMark = (label: Label, { span }: { span: Span }): Mark => ({ label, start: span[0] - from, end: span[1] - from })
  const found: [Mark, Said][] = [
    ...analysis.officials.filter(inside).map((one): [Mark, Said] => [
      toMark("official", one), { name: one.name, post: one.post, role: one.role, group: one.group },
    ]),
    ...analysis.counts.filter(inside).map((one): [Mark, Said] => [
      toMark("count", one),
      { value: one.value, unit: one.unit, measure: one.measure, approximate: one.approximate, scope: one.scope ?? null },
    ]),
    ...analysis.placeholders.filter((one) => GAPS.includes(one.kind) && inside(one)).map((one): [Mark, Said] => [
      toMark(one.kind, one), {},
    ]),
  ]
  const marks = found.map(([mark]) => mark).reduce<readonly Mark[]>(addMark, [])
  return marks.map((mark) => ({ mark, said: found.filter(([one]) => isSame(one, mark)).map(([, said]) => said) }))
}

export function listMarks(sheet: Sheet): Mark[] {
  return sheet.map(({ mark }) => mark)
}

/** The sheet with these marks. One that moved keeps a person's post and role; all else that is new
 *  is left to be read. */
export function changeMarks(sheet: Sheet, marks: readonly Mark[]): Sheet {
  const gone = sheet.filter(({ mark }) => !marks.some((one) => isSame(one, mark)))
  const fresh = marks.filter((mark) => !sheet.some((one) => isSame(one.mark, mark)))
  const moved = gone.length === 1 && fresh.length === 1 && gone[0]?.mark.label === fresh[0]?.label ? gone[0] : null
  return marks.map((mark) => {
    const held = sheet.find((one) => isSame(one.mark, mark))
    if (held) return held
    return { mark, said: moved?.mark.label === "official" ? moved.said.map(({ name: _, ...rest }) => rest) : [{}] }
  })
}

export function changeSaid(sheet: Sheet, mark: Mark, place: number, more: Said): Sheet {
  return sheet.map((one) =>
    isSame(one.mark, mark) ? { mark, said: one.said.map((said, i) => (i === place ? { ...said, ...more } : said)) } : one,
  )
}

/** The layers as the API takes them; `from` is where the paragraph begins in the report. */
export function writeLayers(sheet: Sheet, from: number): Required<Layers> {
  const write = (label: Label): (Said & { span: [number, number] })[] =>
    sheet.filter(({ mark }) => mark.label === label).flatMap(({ mark, said }) => said.map((one) => ({ ...one, span: place(mark, from) })))
  return {
    officials: write("official"),
    counts: write("count"),
    placeholders: sheet.flatMap(({ mark }) => {
      const kind = mark.label
      return kind === "blank_figure" || kind === "mask" || kind === "template_text" ? [{ kind, span: place(mark, from) }] : []
    }),
  }
}

/** The layers that are no longer as they were: nobody has looked at the others. */
export function findChanged(before: Required<Layers>, after: Required<Layers>): { before: Layers; after: Layers } | null {
  const names = (["officials", "counts", "placeholders"] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const pick = (all: Required<Layers>): Layers => Object.fromEntries(names.map((name) => [name, all[name]]))
  return names.length ? { before: pick(before), after: pick(after) } : null
}

/** For the list of marks: as a row of labels has it. */
export function describeSheet(text: string, sheet: Sheet): Pick<Row, "text" | "officials" | "counts"> {
  const list = (label: Label): { span: [number, number]; said: Said }[] =>
    sheet.filter(({ mark }) => mark.label === label).flatMap(({ mark, said }) => said.map((one) => ({ span: place(mark, 0), said: one })))
  const read = <T>(value: T | undefined): T | null => value ?? null
  return {
    text,
    officials: list("official").flatMap(({ span, said }) =>
      said.name || said.post || said.role ? [{ span, name: said.name ?? "", post: read(said.post), role: read(said.role) }] : [],
    ),
    counts: list("count").flatMap(({ span, said }) =>
      said.value === undefined ? [] : [{ span, value: said.value, unit: read(said.unit), measure: read(said.measure) }],
    ),
  }
}

function place({ start, end }: Mark, from: number): [number, number] {
  return [start + from, end + from]
}
