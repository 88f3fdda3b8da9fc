import { formatTime } from '../i18n/format.ts'
import { t } from '../i18n/i18n.ts'
import type { DraftSummary } from '../storage/ports.ts'

/** Who has a draft, where and since when; '' for nobody else. */
export const heldText = ({ held }: Pick<DraftSummary, 'held'>): string =>
  held ? t(`handover:held.${held.way}`, { who: held.who || t('handover:held.any'), time: formatTime(held.since) }) : ''
