/** The shapes of the API by name; `schema.d.ts` is drawn from docs/api/openapi.json at every build. */
import type { components } from "./schema"

type Schemas = components["schemas"]
export type Document = Schemas["Document"]
export type Job = Schemas["Job"]
export type State = Document["state"]
export type UploadReceipt = Schemas["UploadReceipt"]
export interface Page<Item> {
  items: Item[]
  next_cursor: string | null
  count?: number | null
}
export type Facets = Schemas["Facets"]
export type Rule = Schemas["RuleShape"]
export type Totals = Schemas["Totals"]
export type TotalTable = Totals["tables"][number]
export type TotalCell = TotalTable["cells"][number]
export type Form = Schemas["FormShape"]
export type Me = Schemas["Me"]
export type Role = Me["role"]
export type Invited = Schemas["Invited"]
export type Token = Schemas["Token"]
export type MadeToken = Schemas["MadeToken"]
export type Account = Schemas["Account"]
export type InvitedAccount = Schemas["InvitedAccount"]
export type AuditEntry = Schemas["AuditEntry"]
