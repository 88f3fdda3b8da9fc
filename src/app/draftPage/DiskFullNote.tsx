import { t } from '../i18n/i18n.ts'
import { Notice } from '../ui/notice/Notice.tsx'

/** The tablet's disk is full: what still goes, what does not, and how to make room (fault 5). */
export function DiskFullNote({ unsaved = false }: { unsaved?: boolean }) {
  return (
    <Notice tone="warning" title={t('common:diskFull.title')} live>
      {t(unsaved ? 'common:diskFull.unsaved' : 'common:diskFull.text')}
    </Notice>
  )
}
