/**
 * A request whose body just ends where the line breaks: what came before is then written like any other bytes, while the
 * error of a broken body would make the tus server's pipeline drop what it still holds (SPEC PHO-4).
 */
export function endingQuietly(request: Request): Request {
  const reader = request.body?.getReader()
  if (!reader) return request
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await reader.read().catch(() => null)
      if (!piece || piece.done) controller.close()
      else controller.enqueue(piece.value)
    },
    cancel: (reason) => reader.cancel(reason).catch(() => undefined),
  })
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: request.headers,
    body,
    duplex: 'half',
  }
  return new Request(request.url, init)
}
