/** The reports before and behind this one, in the list that it was opened from: the board's filters
 *  come along in the query. */
import { get, type Query } from "../api/client"
import type { Page } from "../api/types"
import type { Document } from "./shapes"

export interface Neighbours {
  previous: number | null
  next: number | null
  place: number | null
}

const AT_ONCE = 200
/** Beyond, whoever pages through reports one by one has other worries. */
const MOST = 2_000
const OWN = new Set(["tab", "cursor", "limit", "group"])

export async function findNeighbours(id: number, query: Query, signal: AbortSignal): Promise<Neighbours> {
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => !OWN.has(name)))
  let cursor: string | null = null
  let seen: number[] = []
  do {
    const page: Page<Document> = await get("/v1/documents", { state: "succeeded", ...filters, limit: AT_ONCE, cursor }, signal)
    seen = [...seen, ...page.items.map((document) => document.id)]
    const at = seen.indexOf(id)
    if (at >= 0 && (at < seen.length - 1 || !page.next_cursor)) {
      return { previous: seen[at - 1] ?? null, next: seen[at + 1] ?? null, place: at + 1 }
    }
    cursor = page.next_cursor
  } while (cursor && seen.length < MOST)
  return { previous: null, next: null, place: null }
}
