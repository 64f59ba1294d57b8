import { me } from "./me"

/** What the API lets this person do, by the names of the audit trail (`GET /v1/account`); nothing
 *  while it is not known who that is. */
export type Act =
  | "document.upload" | "document.download" | "document.return" | "document.reprocess"
  | "selection.reprocess"
  | "cell.edit" | "paragraph.edit" | "finding.judge"

export function may(act: Act): boolean {
  return me.value?.acts.includes(act) ?? false
}

/** Known to be refused, so that a page may say why. */
export function mayNot(act: Act): boolean {
  return me.value !== null && !may(act)
}
