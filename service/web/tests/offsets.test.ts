import { describe, expect, it } from "vitest"

import { Offsets } from "../src/offsets"

describe("offsets", () => {
  it("counts characters beyond the basic plane as one", () => {
    const offsets = new Offsets("局长𬱖某，😀公开")
    expect(offsets.cut(2, 4)).toBe("𬱖某")
    expect(offsets.cut(5, 8)).toBe("😀公开")
    expect(offsets.toUnits(3)).toBe(4)
  })

  it("comes back to where it was", () => {
    const text = "𠀀a𠀁\r\n😀b局长𬱖"
    const offsets = new Offsets(text)
    for (let point = 0; point <= [...text].length; point += 1) {
      expect(offsets.toPoints(offsets.toUnits(point))).toBe(point)
    }
  })
})
