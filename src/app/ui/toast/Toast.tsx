import { Button } from '../button/Button.tsx'
import './toast.css'

interface Props {
  text: string
  /** e.g. "Lấy lại" for something that was thrown away. */
  actionText?: string | undefined
  onAction?: (() => void) | undefined
  closeText: string
  onClose: () => void
}

/** Says what just happened and lets it be undone. Stays until it is closed: nobody reads against a clock (WCAG 2.2.1). */
export function Toast({ text, actionText, onAction, closeText, onClose }: Props) {
  return (
    <div class="toast" role="status">
      <p class="toast__text">{text}</p>
      {actionText && (
        <Button icon="undo" onClick={onAction}>
          {actionText}
        </Button>
      )}
      <Button onClick={onClose}>{closeText}</Button>
    </div>
  )
}
