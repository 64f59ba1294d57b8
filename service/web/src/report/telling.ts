/** Moments and settings as a reader says them. */
import { writeFigure } from "./cells"
import type { EditRecord } from "./shapes"
import type { Setting } from "./undo"
import { said } from "./words"

export function writeMoment(moment: string): string {
  const time = new Date(moment)
  const two = (number: number): string => String(number).padStart(2, "0")
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`
  const today = new Date().toDateString() === time.toDateString()
  return today ? clock : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`
}

/** What a cell was set to, from a record of edits or from this person's own step. */
export function writeSetting(setting: Setting | EditRecord["before"]): string {
  if (setting === "reading") return said.value.cell.restore
  if (typeof setting.value === "number") return writeFigure(setting.value)
  if ("tags" in setting && Array.isArray(setting.tags)) return setting.tags.join("、") || said.value.narrative.noTag
  const told = writeMentions(setting)
  if (told !== null) return told
  if (setting.state === "blank") return said.value.cell.empty
  if (setting.state === "slash") return "／"
  return said.value.legend[String(setting.state)] ?? String(setting.state)
}

/** Mentions by kind, with the names of persons as far as they are known; null for what has none. */
export function writeMentions(layers: object): string | null {
  const names = said.value.mentions
  const parts = (["officials", "counts", "placeholders"] as const).flatMap((layer) => {
    const found = (layers as Record<string, { name?: string }[] | undefined>)[layer]
    if (!Array.isArray(found)) return []
    const known = found.flatMap(({ name }) => name ?? [])
    return `${names[layer]} ${known.length === found.length && known.length ? known.join("、") : found.length}`
  })
  return parts.length ? parts.join("；") : null
}
