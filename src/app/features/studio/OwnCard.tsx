import { formatAgo } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { OwnSentence } from '../../storage/ports.ts'
import { Card } from '../../ui/card/Card.tsx'
import { StateTag } from './StateTag.tsx'
import { useStudio } from './studioPort.ts'

/** What was handed on from this tablet, and where it is now. */
export function OwnCard({ given }: { given: OwnSentence }) {
  const { now } = useStudio()
  const { kind, state, speaker, text, at } = given
  const when = formatAgo(at, now())
  return (
    <Card tone={state === 'refused' ? 'attention' : 'help'}>
      <div class="stack">
        {text !== '' && <p class="lead">{text}</p>}
        <p>
          <StateTag of={kind === 'clip' ? 'state' : 'textState'} state={state} />
        </p>
        <p>
          {kind === 'clip' ? t('studio:own.said', { name: speaker, when }) : t('studio:own.written', { when })}{' '}
          {t(state === 'refused' ? 'studio:own.refusedText' : 'studio:own.givenText')}
        </p>
      </div>
    </Card>
  )
}
