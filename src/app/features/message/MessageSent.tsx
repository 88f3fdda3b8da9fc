import { shortCodeOf } from '../../../domain/shortCode.ts'
import { t } from '../../i18n/i18n.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

/** Sealed and on its way: what comes next, and a code to ask by. */
export function MessageSent({ id, canCall }: { id: string; canCall: boolean }) {
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('kiosk:message.sent')} href="/field" />}
      actions={
        <Button variant="primary" size="big" icon="check" href="/field/end">
          <SharedKey of="kiosk:slip.done" />
        </Button>
      }
    >
      <Title>
        <SharedKey of="kiosk:message.sent" />
      </Title>
      <DraftNote of="kiosk:message.sent" />
      <p class="lead">
        <SharedKey of={canCall ? 'kiosk:message.sentCall' : 'kiosk:message.sentRead'} />
      </p>
      <div>
        <BigCode label={<SharedKey of="kiosk:message.code" />} code={shortCodeOf(id)} />
      </div>
      <p class="measure">
        <SharedKey of="kiosk:message.codeHint" />
      </p>
    </Screen>
  )
}
