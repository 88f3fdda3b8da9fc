/**
 * The chunks of a source, taken in as they come even while the consumer is at work on earlier ones: what still waits in the
 * socket when a line breaks is lost and would have to be sent again. What was read before the break is given out first, then
 * its error is thrown. The source bounds what may wait.
 */
export async function* readAhead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const waiting: Uint8Array[] = []
  let end: { error?: unknown } | null = null
  let isLeft = false
  let wake = () => {}
  const take = async () => {
    for await (const chunk of source) {
      if (isLeft) return
      waiting.push(chunk)
      wake()
    }
  }
  take()
    .then(
      () => ({}),
      (error: unknown) => ({ error }),
    )
    .then((how) => {
      end = how
      wake()
    })
  const isOver = () => end
  try {
    for (;;) {
      if (waiting.length > 0) {
        // what came meanwhile is given out as one: small pieces would cost a turn each
        yield Buffer.concat(waiting.splice(0))
        continue
      }
      const over = isOver()
      if (over) {
        if ('error' in over) throw over.error
        return
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    isLeft = true
  }
}
