/** Brings an element into sight if it is not, and lets it flash so that the eye finds it; with all
 *  of what is `around` it where that fits. */
export function reveal(element: Element | null | undefined, pane?: Element | null, around?: Element | null): void {
  if (!element?.getClientRects().length) return
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  const behavior = calm ? "auto" : "smooth"
  const scroller = pane && scrolls(pane) ? pane : null
  const { top, bottom } = scroller?.getBoundingClientRect() ?? findEdges()
  const wide = around?.getBoundingClientRect()
  const fits = wide !== undefined && wide.height <= bottom - top
  const own = fits ? wide : element.getBoundingClientRect()
  if (own.top < top || (fits ? own.bottom : Math.min(own.bottom, own.top + 60)) > bottom) {
    const off = own.top + Math.min(own.height, bottom - top) / 2 - (top + bottom) / 2
    const from = scroller ? scroller.scrollTop : scrollY
    ;(scroller ?? window).scrollTo({ top: from + off, behavior })
  }
  shift(element, behavior)
  if (calm) return
  const colours = { backgroundColor: "#ffe14d", fill: "#ffd500", offset: 0 }
  element.animate([colours, { ...colours, offset: 0.35 }, { offset: 1 }], { duration: 1400, easing: "ease-out" })
}

function scrolls(pane: Element): boolean {
  return getComputedStyle(pane).overflowY !== "visible" && pane.scrollHeight > pane.clientHeight + 1
}

/** What of the window nothing lies over. */
function findEdges(): { top: number; bottom: number } {
  const edge = (name: string): DOMRect | undefined => document.querySelector(`[data-edge="${name}"]`)?.getBoundingClientRect()
  return { top: edge("top")?.bottom ?? 0, bottom: Math.min(edge("bottom")?.top ?? innerHeight, innerHeight) }
}

/** Sideways, in what is wider than its frame: a table on a telephone, a page drawn large. */
function shift(element: Element, behavior: ScrollBehavior): void {
  let frame = element.parentElement
  while (frame && frame.scrollWidth <= frame.clientWidth + 1) frame = frame.parentElement
  if (!frame || frame === document.documentElement || frame === document.body) return
  const own = element.getBoundingClientRect()
  const around = frame.getBoundingClientRect()
  if (own.left >= around.left + around.width * 0.35 && own.right <= around.right) return
  frame.scrollTo({ left: frame.scrollLeft + own.left - around.left - around.width * 0.6, behavior })
}
