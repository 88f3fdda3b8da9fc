import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useSetup } from './setupPort.ts'

/**
 * The one-time link has made its commune already. Most often it was this very page, and the answer was lost on the way:
 * then the sign-in is all that is missing.
 */
export function LinkUsed() {
  const { toSignIn } = useSetup()
  return (
    <div class="stack" role="alert">
      <Notice tone="help" title={t('setup:used.title')}>
        {t('setup:used.text')}
      </Notice>
      <div class="cluster">
        <Button variant="primary" onClick={() => void toSignIn()}>
          {t('setup:used.signIn')}
        </Button>
      </div>
    </div>
  )
}
