import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

interface Props {
  /** The resident looks once more. */
  onBack(): void
  /** The volunteer has the tablet again. */
  onOpen(): void
}

/** The end of the step that was handed over: thanks, and the PIN for who may go on. */
export function HandBack({ onBack, onOpen }: Props) {
  usePageTitle(t('turned:pageTitle'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('common:appName')} />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" onClick={onBack}>
            <SaidKey of="turned:lookAgain" />
          </Button>
          <Button size="big" variant="primary" icon="lock" onClick={onOpen}>
            <SaidKey of="turned:open" />
          </Button>
        </>
      }
    >
      <Title>
        <SaidKey of="turned:title" />
      </Title>
      <DraftNote of="turned:title" />
      <p class="lead">
        <SaidKey of="turned:text" />
      </p>
    </Screen>
  )
}
