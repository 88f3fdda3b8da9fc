/** Where an item stands in the queue of apply. */
interface Turn {
  /** rises with the append order */
  ord: number
  /** a held item that was put back, to be decided again */
  again: boolean
}

/**
 * Which of the queue come next. What was put back has half of the turns at most while new items wait: an upgrade looks again at
 * all that was held over months, and keeps nobody's new case back by that (SPEC VDT-4). Among themselves they keep their order.
 *
 * @param waiting of either kind the first `limit`, in append order
 */
export function nextTurns<T extends Turn>(waiting: readonly T[], limit: number): T[] {
  const fresh = waiting.filter(({ again }) => !again)
  const spare = Math.max(0, limit - fresh.length)
  const putBack = waiting.filter(({ again }) => again).slice(0, Math.max(spare, Math.ceil(limit / 2)))
  return [...putBack, ...fresh.slice(0, limit - putBack.length)].sort((a, b) => a.ord - b.ord)
}
