import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { loadForms } from '../../../domain/formsPack.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import './members.css'
import { newDossierGroups, personOfRound } from './newDossierGroups.ts'
import { usePlaceWords } from './usePlaceWords.tsx'

/** Which dossier for somebody who came without an activation; consent is the first thing that it then asks. */
export function NewDossierScreen() {
  const { drafts, now, holder, round } = usePorts()
  const say = usePlaceWords()
  const { route, query } = useLocation()
  const [state, setState] = useState<'ready' | 'busy' | 'full' | 'failed'>('ready')
  usePageTitle(t('dossier:new.title'))

  async function begin(form: FormDefinition) {
    if (state === 'busy') return
    setState('busy')
    try {
      // asked before a case begins, never in the middle of one (security-sync §3a, quota watch)
      if (!(await drafts.room()).ok) return setState('full')
      const person = holder === 'volunteer' ? await personOfRound(round, query) : null
      const draft = await drafts.create('dossier', newDossierGroups(form, person, now()), null)
      route(`/field/dossier/${draft.id}/consent`, true)
    } catch {
      setState('failed')
    }
  }

  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('dossier:task')} href="/field" />}
      actions={
        <Button size="big" icon="arrowLeft" href="/field">
          <SharedKey of="common:back" />
        </Button>
      }
    >
      <Title>
        <SharedKey of="dossier:new.title" />
      </Title>
      {holder === 'kiosk' && <DraftNote of="dossier:new.title" />}
      <p class="lead">{say('dossier:new.lead', 'kiosk:dossier.newLead')}</p>
      <ul class="members">
        {loadForms().map((form) => (
          <li key={form.id}>
            <Button size="big" wide icon="document" disabled={state === 'busy'} onClick={() => void begin(form)}>
              <Shared text={form.name} />
            </Button>
          </li>
        ))}
      </ul>
      {holder === 'volunteer' && (
        <div>
          <Button icon="idCard" href="/field/claim">
            {t('dossier:claim.link')}
          </Button>
        </div>
      )}
      {(state === 'full' || state === 'failed') && (
        <Notice tone="warning" live>
          {say(`dossier:new.${state}`, `kiosk:dossier.new.${state}`)}
        </Notice>
      )}
    </Screen>
  )
}
