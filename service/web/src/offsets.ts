/** Our places count code points, the browser's strings count UTF-16 units. */
export class Offsets {
  private readonly astral: number[] = []

  constructor(readonly text: string) {
    let point = 0
    for (const character of text) {
      if (character.length === 2) this.astral.push(point)
      point += 1
    }
  }

  /** The UTF-16 index of a code point's. */
  toUnits(point: number): number {
    return point + countBelow(this.astral, point)
  }

  /** The code point's index of a UTF-16 one. */
  toPoints(unit: number): number {
    let low = 0
    let high = this.astral.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.astral[middle] as number) + middle < unit) low = middle + 1
      else high = middle
    }
    return unit - low
  }

  cut(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end))
  }
}

function countBelow(sorted: number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
