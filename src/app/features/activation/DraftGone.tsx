import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

/** The draft of this address is not here, or could not be read. Both lead back to the list; nothing is made up. */
export function DraftGone({ failed }: { failed: boolean }) {
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
      <Title>{failed ? t('field:draftFailed.title') : t('field:draftGone.title')}</Title>
      <p class="lead">{failed ? t('field:draftFailed.text') : t('field:draftGone.text')}</p>
    </Screen>
  )
}
