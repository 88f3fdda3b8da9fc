import { t } from '../i18n/i18n.ts'
import { usePageTitle } from '../i18n/usePageTitle.ts'
import { Button } from '../ui/button/Button.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { Title } from '../ui/title/Title.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'

/** An address that leads nowhere. */
export function NotFoundScreen() {
  usePageTitle(t('common:notFound.title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('common:appName')} href="/field" />}
      actions={
        <Button variant="primary" size="big" icon="home" href="/field">
          {t('common:home')}
        </Button>
      }
    >
      <Title>{t('common:notFound.title')}</Title>
      <p class="lead">{t('common:notFound.text')}</p>
    </Screen>
  )
}
