import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { UpdatePort } from '../UpdatePort.ts'

/**
 * Takes a newer app between two residents: nobody at a kiosk taps "use the new version". It may take over minutes later, when the
 * next one is in the middle of something; then the page is loaded anew after that one.
 * @returns what to call when a resident has gone and nothing of theirs is left
 */
export function useUpdateBetween(update: UpdatePort | undefined): () => void {
  const isNobodyThere = useRef(false)
  useEffect(() => {
    if (!update) return
    const onTouch = () => {
      isNobodyThere.current = false
    }
    const signs = ['pointerdown', 'keydown'] as const
    for (const sign of signs) document.addEventListener(sign, onTouch, { passive: true, capture: true })
    const stop = update.state.subscribe((state) => {
      if (state === 'changed' && isNobodyThere.current) update.reload()
    })
    return () => {
      stop()
      for (const sign of signs) document.removeEventListener(sign, onTouch, { capture: true })
    }
  }, [update])
  return useCallback(() => {
    if (!update) return
    isNobodyThere.current = true
    if (update.state.value === 'changed') return update.reload()
    update.look()
    update.apply()
  }, [update])
}
