import type { PhotoLine } from '../../../sync/photoPorts.ts'
import { LineError } from '../../../sync/ports.ts'

/** A line that is loaded when there is something to send; not to be had now is as good as no line. */
export const lateLine = (load: () => Promise<PhotoLine>): PhotoLine => ({
  async send(...given) {
    const line = await load().catch(() => {
      throw new LineError('unreachable')
    })
    return line.send(...given)
  },
})
