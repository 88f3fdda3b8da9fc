import { lazy } from 'preact-iso'
import { answerAt, answersOfGroups } from '../../../domain/formAnswers.ts'
import { mergePatch } from '../../storage/autosave.ts'
import { answersPatch, cardAnswers } from './cardAnswers.ts'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { dossierPath } from './dossierPath.ts'
import { fromAddress } from './fieldAddress.ts'

const ScanScreen = lazy(() => import('../../scan/ScanScreen.tsx').then((module) => module.ScanScreen))

/** The applicant's card instead of the keyboard; `from` is the question where it was asked for. */
export function CardScreen(props: DossierScreenProps & { from: string }) {
  const { work, form, from, go } = props
  const { groups } = work.draft
  const back = `question/${from}`

  function fill(values: ReadonlyMap<string, string>) {
    const patch = answersPatch(form, groups, values)
    work.set(patch)
    const now = mergePatch(groups, patch)
    const answers = answersOfGroups(now)
    const path = dossierPath(form, now)
    const isOpen = (where: string) => answerAt(answers, fromAddress(where.replace('question/', ''))) === undefined
    go(path.slice(path.indexOf(back)).find((where) => !where.startsWith('question/') || isOpen(where)) ?? 'check')
  }

  return (
    <ScanScreen
      frame={(parts) => (
        <DossierPage {...props} {...parts} back={back}>
          {parts.children}
        </DossierPage>
      )}
      draft={{ id: work.draft.id, type: 'dossier', isBlank: false }}
      slotsOf={(card) => cardAnswers(form, groups, card)}
      onFill={fill}
      onType={() => go(back)}
    />
  )
}
