import { useEffect } from 'preact/hooks'

/** Ways by which something could be carried from one person to the next. */
const carriers = ['copy', 'cut', 'paste', 'dragstart', 'contextmenu'] as const
const refuse = (event: Event) => event.preventDefault()

/** While a resident's screen stands, the clipboard carries nothing to it or from it. */
export function useNoClipboard(): void {
  useEffect(() => {
    for (const name of carriers) document.addEventListener(name, refuse)
    return () => {
      for (const name of carriers) document.removeEventListener(name, refuse)
    }
  }, [])
}
