import { soundSpan } from './soundSpan.ts'
import type { Recorded } from './startRecording.ts'

/** Enough to see where somebody speaks. */
const lookRate = 16_000

/**
 * A recording without its silent ends and as loud as others; null where nothing is heard in it. What cuts it is loaded when it is
 * needed.
 */
export async function evenClip({ blob }: Recorded): Promise<Recorded | null> {
  const context = new OfflineAudioContext(1, 1, lookRate)
  const sound = await context.decodeAudioData(await blob.arrayBuffer())
  const span = soundSpan(sound.getChannelData(0), lookRate)
  if (!span) return null
  const { cutOpus } = await import('./cutOpus.ts')
  return { blob: await cutOpus(blob, span), seconds: span.to - span.from }
}
