import { answersOfGroups } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formById } from '../../../domain/formsPack.ts'
import { papersForDesk } from '../../../domain/paperChecklist.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { usePlaceWords } from './usePlaceWords.tsx'

interface Props {
  id: string
  /** What was just sealed, in memory until this screen goes. Null after a lock or reload. */
  groups: Draft['groups'] | null
}

/** Sealed and queued: the code to copy and the papers to bring. */
export function DossierDone({ id, groups }: Props) {
  const code = codeOf(id)
  const atKiosk = usePorts().holder === 'kiosk'
  const say = usePlaceWords()
  if (code === null) return <DossierMissing why="gone" />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('dossier:task')} href="/field" />}
      actions={
        <>
          {atKiosk && (
            <Button size="big" icon="document" onClick={() => window.print()}>
              <SharedKey of="kiosk:slip.print" />
            </Button>
          )}
          <Button variant="primary" size="big" icon="home" href={atKiosk ? '/field/end' : '/field'}>
            {say('dossier:done.home', 'kiosk:slip.done')}
          </Button>
        </>
      }
    >
      <Title>
        <SharedKey of="dossier:done.title" />
      </Title>
      {atKiosk && <DraftNote of="dossier:done.title" />}
      <p class="lead">{say('dossier:done.text', 'kiosk:dossier.doneText')}</p>
      <div>
        <BigCode label={<SharedKey of="dossier:done.code" />} code={code} />
      </div>
      <p class="measure">{say('dossier:done.codeHint', 'kiosk:dossier.codeHint')}</p>
      {groups && <ToBring groups={groups} />}
    </Screen>
  )
}

/** The originals are looked at at the desk: those that are at home are named as well as those still to be got. */
function ToBring({ groups }: { groups: Draft['groups'] }) {
  const form = formById(groupValue(groups, 'dossier', 'about').formId ?? '')
  if (!form) return null
  const { bring, missing } = papersForDesk(form, answersOfGroups(groups), groupValue(groups, 'dossier', 'papers'))
  return (
    <>
      <Papers title="dossier:done.bring" papers={bring} />
      <Papers title="dossier:done.missing" papers={missing} />
      <p class="measure">
        <SharedKey of={bring.length + missing.length === 0 ? 'dossier:done.bringNone' : 'dossier:done.printed'} />
      </p>
    </>
  )
}

function Papers({ title, papers }: { title: string; papers: FormDefinition['papers'] }) {
  if (papers.length === 0) return null
  return (
    <section class="stack stack--tight">
      <h2>
        <SharedKey of={title} />
      </h2>
      <ul>
        {papers.map((paper) => (
          <li key={paper.id}>
            <Shared text={paper.label} />
          </li>
        ))}
      </ul>
    </section>
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
