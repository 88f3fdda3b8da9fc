import { Icon } from '../icon/Icon.tsx'
import './saveState.css'

interface Props {
  state: 'saved' | 'saving' | 'failed'
  /** "Đã lưu trên máy": true only once the write is durable. */
  text: string
}

/** Whether what was typed is safe on this machine. Always in the same place, always in words. */
export function SaveState({ state, text }: Props) {
  return (
    <p class={`save-state save-state--${state}`} role={state === 'failed' ? 'alert' : 'status'}>
      <Icon name={state === 'saved' ? 'check' : state === 'saving' ? 'clock' : 'alert'} />
      <span>{text}</span>
    </p>
  )
}
