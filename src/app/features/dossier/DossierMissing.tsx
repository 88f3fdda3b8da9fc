import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

const texts = {
  gone: { title: 'field:draftGone.title', text: 'field:draftGone.text' },
  failed: { title: 'field:draftFailed.title', text: 'field:draftFailed.text' },
  formGone: { title: 'dossier:formGone.title', text: 'dossier:formGone.text' },
} as const

/** The dossier of this address cannot be shown: it is not here, could not be read, or its form is not in this version. */
export function DossierMissing({ why }: { why: keyof typeof texts }) {
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
      <Title>{t(texts[why].title)}</Title>
      <p class="lead">{t(texts[why].text)}</p>
    </Screen>
  )
}
