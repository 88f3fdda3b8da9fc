/**
 * A request whose body just ends where the line breaks: what came before is then written like any other bytes, while the
 * error of a broken body would make the tus server's pipeline drop what it still holds (SPEC PHO-4). It is read from now on,
 * while the hub still looks who asks: what waits in the socket when a line breaks is lost. The body bounds what may wait.
 */
export function endingQuietly(request: Request, body: AsyncIterable<Uint8Array> | null): Request {
  if (!body) return request
  const read = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    try {
      for await (const piece of body) controller.enqueue(piece)
    } catch {
      // cut, or given up by whoever read it: both end it
    }
    controller.close()
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      void read(controller).catch(() => undefined)
    },
  })
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: request.headers,
    body: stream,
    duplex: 'half',
  }
  return new Request(request.url, init)
}
