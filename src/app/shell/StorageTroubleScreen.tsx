import { ErrorBoundary, lazy } from 'preact-iso'
import { t } from '../i18n/i18n.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { storageTroubleText } from '../i18n/storageTroubleText.ts'
import { usePageTitle } from '../i18n/usePageTitle.ts'
import type { StorageProblem } from '../storage/ports.ts'
import { Button } from '../ui/button/Button.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { Title } from '../ui/title/Title.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'

const StartAnew = lazy(() => import('./StartAnew.tsx').then((module) => module.StartAnew))

interface Props {
  code: StorageProblem['code']
  onRetry: () => void
}

/** The tablet's own store cannot be opened (fault 8): said plainly, with what to do, and what not to do. */
export function StorageTroubleScreen({ code, onRetry }: Props) {
  usePageTitle(t('common:storageTrouble.title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')}>
          <LanguageSwitch />
        </TopBar>
      }
      actions={
        <Button variant="primary" onClick={onRetry}>
          {t('common:retry')}
        </Button>
      }
    >
      <Title>{t('common:storageTrouble.title')}</Title>
      <p class="measure">{storageTroubleText(code)}</p>
      {code !== 'version-change' && (
        <ErrorBoundary>
          <StartAnew onDone={onRetry} />
        </ErrorBoundary>
      )}
    </Screen>
  )
}
