import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import './dialog.css'

interface Props {
  title: ComponentChildren
  open: boolean
  children?: ComponentChildren
  /** The buttons; the safest first. */
  actions: ComponentChildren
  /** Escape, or the browser's back gesture. */
  onClose: () => void
}

/** A question that must be answered first. The browser keeps focus inside and gives it back. */
export function Dialog({ title, open, children, actions, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      class="dialog"
      ref={box}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {open && (
        <div class="stack">
          <h2 id={titleId}>{title}</h2>
          {children}
          <div class="cluster">{actions}</div>
        </div>
      )}
    </dialog>
  )
}
