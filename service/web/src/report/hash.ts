/** Where one stands in the report, as the part of the address behind `#`:
 *  `#finding=1f…&cell=requests:out.total.total`. */
export const KINDS = ["cell", "paragraph", "official", "count", "placeholder"] as const
export type Kind = (typeof KINDS)[number]
/** A thing that can be selected, `KIND:NAME`. */
export type Ref = `${Kind}:${string}`

export interface Standing {
  finding: string | null
  item: Ref | null
}

export function nameItem(ref: Ref): { kind: Kind; name: string } {
  const at = ref.indexOf(":")
  return { kind: ref.slice(0, at) as Kind, name: ref.slice(at + 1) }
}

export function readHash(hash: string): Standing {
  const said = new URLSearchParams(hash.replace(/^#/, ""))
  const kind = KINDS.find((found) => said.get(found))
  return { finding: said.get("finding") || null, item: kind ? `${kind}:${said.get(kind)}` : null }
}

export function writeHash({ finding, item }: Standing): string {
  const parts: [string, string][] = finding ? [["finding", finding]] : []
  if (item) {
    const { kind, name } = nameItem(item)
    parts.push([kind, name])
  }
  const written = parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%3A", ":")}`)
  return written.length ? `#${written.join("&")}` : ""
}
