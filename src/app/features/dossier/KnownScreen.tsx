import { answerAt, answersOfGroups, questionsOf } from '../../../domain/formAnswers.ts'
import { language, t } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { toAddress } from './fieldAddress.ts'
import { proposedPaths } from './formOf.ts'
import { showAnswer } from './showAnswer.ts'

/** What the activation already asked, on one screen: confirmed, not typed again (issue 2 §5). */
export function KnownScreen(props: DossierScreenProps) {
  const { work, form, goNext, hrefOf } = props
  const answers = answersOfGroups(work.draft.groups)
  const proposed = proposedPaths(work.draft.groups)
  const rows = questionsOf(form, answers)
    .filter(({ path }) => proposed.includes(path))
    .map(({ path, field }) => {
      const name = field.question[language.value]
      const value = showAnswer(field, answerAt(answers, path))
      return {
        id: path,
        name,
        value: value === '' ? t('common:notWritten') : value,
        href: hrefOf(`change/${toAddress(path)}`),
        changeLabel: t('common:changeWhat', { what: name }),
      }
    })
  return (
    <DossierPage {...props} onNext={goNext} nextText={t('dossier:known.allRight')}>
      <Title>{t('dossier:known.title')}</Title>
      <p class="lead">{t('dossier:known.lead')}</p>
      <SummaryList rows={rows} changeText={t('common:change')} />
    </DossierPage>
  )
}
