import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useSetup } from './setupPort.ts'

/**
 * The one-time link has made its commune already. Most often it was this very page, and the answer was lost on the way:
 * then the sign-in is all that is missing.
 */
export function LinkUsed() {
  const { toSignIn } = useSetup()
  return (
    <>
      <Title>{t('setup:used.title')}</Title>
      <p class="lead">{t('setup:used.text')}</p>
      <div class="cluster">
        <Button variant="primary" onClick={() => void toSignIn()}>
          {t('setup:used.signIn')}
        </Button>
      </div>
    </>
  )
}
