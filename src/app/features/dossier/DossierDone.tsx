import { answersOfGroups } from '../../../domain/formAnswers.ts'
import { formById } from '../../../domain/formsPack.ts'
import { papersToBring } from '../../../domain/paperChecklist.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { DossierMissing } from './DossierMissing.tsx'

interface Props {
  id: string
  /** What was just sealed, in memory until this screen goes. Null after a lock or reload. */
  groups: Draft['groups'] | null
}

/** Sealed and queued: the code to copy and the papers to bring. */
export function DossierDone({ id, groups }: Props) {
  const code = codeOf(id)
  if (code === null) return <DossierMissing why="gone" />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('dossier:task')} href="/field" />}
      actions={
        <Button variant="primary" size="big" icon="home" href="/field">
          {t('dossier:done.home')}
        </Button>
      }
    >
      <Title>{t('dossier:done.title')}</Title>
      <p class="lead">{t('dossier:done.text')}</p>
      <div>
        <BigCode label={t('dossier:done.code')} code={code} />
      </div>
      <p class="measure">{t('dossier:done.codeHint')}</p>
      {groups && <ToBring groups={groups} />}
    </Screen>
  )
}

function ToBring({ groups }: { groups: Draft['groups'] }) {
  const form = formById(groupValue(groups, 'dossier', 'about').formId ?? '')
  if (!form) return null
  const papers = papersToBring(form, answersOfGroups(groups), groupValue(groups, 'dossier', 'papers'))
  return (
    <section class="stack stack--tight">
      <h2>{t('dossier:done.bring')}</h2>
      {papers.length === 0 ? (
        <p>{t('dossier:done.bringNone')}</p>
      ) : (
        <ul>
          {papers.map((paper) => (
            <li key={paper.id}>{paper.label[language.value]}</li>
          ))}
        </ul>
      )}
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
