/** The shapes this page works with, taken from the routes that answer them. */
import type { components, paths } from "../api/schema"

type Schemas = components["schemas"]
type Routes = "/v1/documents/{document_id}/findings"
export type Finding = paths[Routes]["get"]["responses"][200]["content"]["application/json"][number]
export type Analysis = Schemas["Analysis"]
export type Cell = Schemas["Cell"]
export type CellEdit = Schemas["CellEdit"]
export type CellState = Cell["state"]
export type Document = Schemas["Document"]
export type DocumentWithAnalysis = Schemas["DocumentWithAnalysis"]
export type EditedParagraph = Schemas["EditedParagraph"]
export type ParagraphEdit = Schemas["ParagraphEdit"]
/** All mentions of a kind in a paragraph; a kind that is left out stays as it is. */
export interface Layers {
  officials?: NonNullable<ParagraphEdit["officials"]>
  counts?: NonNullable<ParagraphEdit["counts"]>
  placeholders?: NonNullable<ParagraphEdit["placeholders"]>
}
export type EditRecord = Schemas["EditRecord"]
export interface EditedReport {
  document: Document
  cell: Cell
  findings: Finding[]
}
export type Evidence = Schemas["Evidence"]
export type Form = Schemas["FormShape"]
export type FormSum = Schemas["FormSum"]
export type FormTable = Schemas["FormTable"]
export type Paragraph = Schemas["Paragraph"]
export type Printed = Schemas["Printed"]
export type Region = Schemas["Region"]
export type Severity = Finding["severity"]
export type Span = readonly [number, number]
export type Table = Schemas["Table"]
export type Tag = NonNullable<Schemas["ParagraphEdit"]["tags"]>[number]
export type Verdict = Finding["verdict"]
