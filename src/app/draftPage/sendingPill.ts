import { t } from '../i18n/i18n.ts'
import type { SyncStatus } from '../storage/ports.ts'

/**
 * The state of sending as a sentence: what needs a person first, then what waits, then the line, then that nothing waits.
 * @param isOffline the device itself says that it has no network; that it has one proves nothing (fault 20)
 */
export function sendingPill(
  status: SyncStatus,
  isOffline: boolean,
): { tone: 'done' | 'waiting' | 'attention' | 'plain'; text: string } {
  if (status.pending > 0) {
    const waiting = t('common:pending.some', { count: status.pending })
    return { tone: 'waiting', text: status.line === 'sending' ? `${t('common:line.sending')} · ${waiting}` : waiting }
  }
  if (status.attention.length > 0) {
    return { tone: 'attention', text: t('common:pending.attention', { count: status.attention.length }) }
  }
  if (isOffline || status.line === 'no-line') return { tone: 'plain', text: t('common:line.no-line') }
  return { tone: 'done', text: t('common:pending.none') }
}
