/**
 * Handlers for a form that wants to know of every edit. A tick is reported after its own `change` only: drawing again on
 * its earlier `input` would put the old state back before the new one is read.
 */
export function onEdited(edited: (() => void) | undefined) {
  const isTick = (target: EventTarget | null) =>
    target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
  return {
    onInput: (event: Event) => {
      if (!isTick(event.target)) edited?.()
    },
    onChange: (event: Event) => {
      if (isTick(event.target)) edited?.()
    },
  }
}
