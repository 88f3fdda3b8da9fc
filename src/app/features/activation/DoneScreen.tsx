import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { loadForms } from '../../../domain/formsPack.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { language, t } from '../../i18n/i18n.ts'
import type { Draft } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DraftGone } from './DraftGone.tsx'
import { dossierGroups } from './dossierGroups.ts'
import { HouseElsewhere } from './HouseElsewhere.tsx'

interface Props {
  id: string
  /** What was just sealed, in memory until this screen goes: it proposes the dossier's answers. Null after a lock or reload. */
  groups: Draft['groups'] | null
  /** The resident agreed, so a dossier may follow; it stands in the address and outlives a reload. */
  mayFollow: boolean
}

/** Sealed and queued. A dossier can follow while the resident is still here. */
export function DoneScreen({ id, groups, mayFollow }: Props) {
  const { drafts, now } = usePorts()
  const { route } = useLocation()
  const [state, setState] = useState<'ready' | 'busy' | 'failed' | 'choose'>('ready')
  const forms = loadForms()
  const [chosen, setChosen] = useState('')
  const code = codeOf(id)

  async function begin() {
    const form = forms.find(({ id }) => id === chosen)
    if (state === 'busy') return
    if (!form) return setState('choose')
    setState('busy')
    try {
      const draft = await drafts.create('dossier', dossierGroups(form, id, groups ?? {}, now()), id)
      route(`/field/dossier/${draft.id}`)
    } catch {
      setState('failed')
    }
  }

  if (code === null) return <DraftGone failed={false} />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('activation:task')} href="/field" />}
      actions={
        <Button variant={mayFollow ? 'plain' : 'primary'} size="big" icon="home" href="/field">
          {t('activation:done.home')}
        </Button>
      }
    >
      <Title>{t('activation:done.title')}</Title>
      <p class="lead">{t('activation:done.text')}</p>
      <div>
        <BigCode label={t('activation:slip.code')} code={code} />
      </div>
      {groups && <HouseElsewhere groups={groups} />}
      {mayFollow && (
        <Card tone="done">
          <div class="stack">
            <p class="measure">{t(groups ? 'activation:done.dossierHint' : 'activation:done.dossierAskAgain')}</p>
            <Choice
              id="form"
              label={t('activation:done.which')}
              columns={1}
              error={state === 'choose' ? t('activation:done.chooseForm') : undefined}
              options={forms.map(({ id: value, name }) => ({ value, label: name[language.value] }))}
              value={chosen}
              onChange={(value) => {
                setChosen(value)
                setState('ready')
              }}
            />
            <div>
              <Button
                variant="primary"
                size="big"
                icon="document"
                disabled={state === 'busy'}
                onClick={() => void begin()}
              >
                {t('activation:done.dossier')}
              </Button>
            </div>
          </div>
        </Card>
      )}
      {state === 'failed' && (
        <Notice tone="warning" live>
          {t('activation:done.dossierFailed')}
        </Notice>
      )}
    </Screen>
  )
}

function codeOf(id: string): string | null {
  try {
    return shortCodeOf(id)
  } catch {
    // an address that somebody typed: no uuid, no code
    return null
  }
}
