import { t } from '../../i18n/i18n.ts'
import type { SyncStatus } from '../../storage/ports.ts'

/** The state of sending as a sentence: what needs a person first, then what waits, then that nothing does. */
export function sendingPill(status: SyncStatus): { tone: 'done' | 'waiting' | 'attention'; text: string } {
  if (status.pending > 0) {
    const waiting = t('common:pending.some', { count: status.pending })
    return { tone: 'waiting', text: status.line === 'sending' ? `${t('common:line.sending')} · ${waiting}` : waiting }
  }
  if (status.attention.length > 0) {
    return { tone: 'attention', text: t('common:pending.attention', { count: status.attention.length }) }
  }
  return { tone: 'done', text: t('common:pending.none') }
}
