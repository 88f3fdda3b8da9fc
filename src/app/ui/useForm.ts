import { useState } from 'preact/hooks'

/** One small form's way to the hub: busy while it asks, a sentence when it is refused (`sentenceOf` the error). */
export function useForm(sentenceOf: (error: unknown) => string, onChanged: () => Promise<void> = async () => {}) {
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
      setFailed(sentenceOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { failed, busy, send, say: setFailed }
}
