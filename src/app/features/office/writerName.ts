import { t } from '../../i18n/i18n.ts'

/** Who wrote something: a volunteer or officer by name; at a kiosk nobody but the resident was there. */
export const writerName = (name: string, atKiosk: boolean): string => (atKiosk ? t('desk:history.resident') : name)
