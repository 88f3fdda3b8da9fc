import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** While the hub is asked, and what it refused. */
export function LoadState({ error, isHere }: { error: unknown; isHere: boolean }) {
  if (error !== undefined) {
    return (
      <Notice tone="warning" live>
        {errorLine(error)}
      </Notice>
    )
  }
  return isHere ? null : <Busy text={t('common:loading')} />
}
