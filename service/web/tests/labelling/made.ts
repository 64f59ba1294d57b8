import type { Item, Row } from "../../src/labelling/shapes"

export function makeRow(row: Partial<Row> = {}): Row {
  return {
    text: "由局长𬱖某任组长，主动公开信息12条。", tags: ["主动公开"], section: 1, heading: null, previous: null,
    organisation: null, year: null, officials: [], counts: [], placeholders: [], review: { model: "tags-0" }, ...row,
  }
}

export function makeItem(id: string, row: Partial<Row> = {}): Item {
  return { id, document_id: 1, paragraph_id: id, margin: 0, state: "open", annotation: makeRow(row) }
}
