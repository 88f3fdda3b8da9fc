import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Card } from '../../ui/card/Card.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

/** A page without a secure context has no keys, no store and no service worker: it says so and how to mend it (D17). */
export function InsecureScreen() {
  usePageTitle(t('enrol:pageTitle'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')}>
          <LanguageSwitch />
        </TopBar>
      }
    >
      <Title>{t('enrol:insecure.title')}</Title>
      <p class="lead">{t('enrol:insecure.lead')}</p>
      <p class="measure">{t('enrol:insecure.mend')}</p>
      <Card>
        <code>npm run hub -- tls</code>
      </Card>
    </Screen>
  )
}
