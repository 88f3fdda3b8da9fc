import { uuidText } from '../../crypto/bytes.ts'

/** Where the device stands in a push's preamble: "TSP", wire version, tenant (SPEC STR-1). */
const deviceAt = 20
const deviceEnd = 36

/**
 * The body of a push, passed on as it comes; as soon as its preamble names a device, `onDevice` is called before any
 * further byte, so that a tablet that asks too often is refused before it costs anything.
 */
export async function* pushBody(
  body: AsyncIterable<Uint8Array>,
  onDevice: (device: string) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let seen: Uint8Array | null = new Uint8Array(0)
  for await (const chunk of body) {
    if (seen) {
      seen = Buffer.concat([seen, chunk])
      if (seen.length >= deviceEnd) {
        await onDevice(uuidText(seen.subarray(deviceAt, deviceEnd)))
        seen = null
      }
    }
    yield chunk
  }
}
