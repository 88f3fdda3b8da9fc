import type { Elsewhere } from '../../../domain/elsewhere.ts'
import { formatTime } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'

/** "Máy B ghi: đã đến, 19:40 (Thử Hai)" */
export const elsewhereWords = ({ label, who, state, at }: Elsewhere): string =>
  t('round:meet.says', { label, who, state: t(`round:meet.state.${state}`), time: formatTime(at) })
