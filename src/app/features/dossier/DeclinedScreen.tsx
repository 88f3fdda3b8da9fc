import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { usePlaceWords } from './usePlaceWords.tsx'

/** The resident said no to a dossier: the draft goes, nothing is sent (facts §6: free consent). */
export function DeclinedScreen(props: DossierScreenProps) {
  const { work, go } = props
  const { drafts } = usePorts()
  const say = usePlaceWords()
  const { route } = useLocation()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')

  async function done() {
    if (state === 'busy') return
    setState('busy')
    try {
      await work.flush()
      await drafts.discard(work.draft.id)
      route('/field', true)
    } catch {
      setState('failed')
    }
  }

  return (
    <DossierPage
      {...props}
      back="consent"
      onNext={() => void done()}
      nextText={<SharedKey of="common:done" />}
      nextIcon="check"
      help={
        <Button size="big" onClick={() => go('consent')}>
          <SharedKey of="activation:declined.back" />
        </Button>
      }
    >
      <Title>
        <SharedKey of="activation:declined.title" />
      </Title>
      <p class="lead">{say('dossier:declined', 'kiosk:dossier.declined')}</p>
      {state === 'failed' && (
        <Notice tone="warning" live>
          <SharedKey of="dossier:declinedFailed" />
        </Notice>
      )}
    </DossierPage>
  )
}
