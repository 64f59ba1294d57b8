import type { LocationQuery } from "vue-router"

/** What the board shows, as its URL says it: each filter a list of values. */
export const FILTERS = ["year", "form", "grade", "state", "rule", "unit", "job"] as const
export type Filter = (typeof FILTERS)[number]
export type Grouping = "none" | "unit" | "year"

export interface Selection {
  q: string
  sort: string
  group: Grouping
  filters: Record<Filter, string[]>
}

const SORT = "-created"

export function readSelection(query: LocationQuery): Selection {
  const group = query.group === "unit" || query.group === "year" ? query.group : "none"
  return {
    q: readOne(query.q),
    sort: readOne(query.sort) || SORT,
    group,
    filters: Object.fromEntries(
      FILTERS.map((name) => [name, [query[name] ?? []].flat().filter((value) => value !== null)]),
    ) as Record<Filter, string[]>,
  }
}

/** The shortest query that says the same. */
export function writeSelection(selection: Selection): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  if (selection.q) found.q = selection.q
  if (selection.sort !== SORT) found.sort = selection.sort
  if (selection.group !== "none") found.group = selection.group
  for (const name of FILTERS) if (selection.filters[name].length) found[name] = selection.filters[name]
  return found
}

export function toggle(selection: Selection, name: Filter, value: string): Selection {
  const had = selection.filters[name]
  const next = had.includes(value) ? had.filter((one) => one !== value) : [...had, value]
  return { ...selection, filters: { ...selection.filters, [name]: next } }
}

/** A click on a column: downwards first where large is what one looks for, then the other way. */
export function turn(sort: string, key: string, downFirst: boolean): string {
  const [down, up] = [`-${key}`, key]
  if (sort === down) return up
  if (sort === up) return down
  return downFirst ? down : up
}

/** What the API is asked for; groups come in their own order. */
export function writeQuery(selection: Selection): Record<string, string | string[]> {
  const sort = selection.group === "none" ? selection.sort : selection.group === "year" ? "-year" : "unit"
  return { ...selection.filters, q: selection.q, sort }
}

export function countFilters(selection: Selection): number {
  return FILTERS.reduce((sum, name) => sum + selection.filters[name].length, selection.q ? 1 : 0)
}

function readOne(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ""
}
