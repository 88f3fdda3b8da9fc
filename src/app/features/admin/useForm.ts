import { useState } from 'preact/hooks'
import { errorLine } from '../../i18n/problemText.ts'

/** One small form's way to the hub: busy while it asks, a sentence when it is refused. */
export function useForm(onChanged: () => Promise<void>) {
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  /** @returns true when it went well */
  async function send(work: () => Promise<void>): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    setFailed(undefined)
    try {
      await work()
      await onChanged()
      return true
    } catch (error) {
      setFailed(errorLine(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { failed, busy, send, say: setFailed }
}
