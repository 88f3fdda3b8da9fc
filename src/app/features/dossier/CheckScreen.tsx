import { useState } from 'preact/hooks'
import { answerAt, questionsOf, validateAnswers } from '../../../domain/formAnswers.ts'
import { papersNeeded } from '../../../domain/paperChecklist.ts'
import { hasText, language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { SummaryList, type SummaryRow } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { toAddress } from './fieldAddress.ts'
import { answersOf } from './formOf.ts'
import { showAnswer } from './showAnswer.ts'
import { useFinishDossier } from './useFinishDossier.ts'

interface Props extends DossierScreenProps {
  onFinished(groups: Draft['groups']): void
}

/** Check your answers, in the printed order, each with a way to change it; then "Xong" seals. */
export function CheckScreen(props: Props) {
  const { work, form, hrefOf, onFinished } = props
  const { groups } = work.draft
  const [errors, setErrors] = useState<FieldError[]>([])
  const finish = useFinishDossier(work, () => onFinished(groups))
  const answers = answersOf(groups)
  const problems = validateAnswers(form, answers)
  const items = groupValue(groups, 'dossier', 'papers').items ?? []

  const rowsOf = (section: string): SummaryRow[] =>
    questionsOf(form, answers)
      .filter((placed) => placed.section === section)
      .map(({ path, field }) => {
        const name = field.question[language.value]
        const problem = problems.find((one) => one.path === path)
        return {
          id: path,
          name,
          value: showAnswer(field, answerAt(answers, path)) || (problem ? '' : t('common:notWritten')),
          href: hrefOf(`change/${toAddress(path)}`),
          linkId: linkId(path),
          changeLabel: t('common:changeWhat', { what: name }),
          problem: problem ? t(`form:problem.${problem.code}`) : undefined,
        }
      })

  const paperRows = papersNeeded(form, answers).map((paper): SummaryRow => {
    const key = `form:paper.${items.find((item) => item.id === paper.id)?.state ?? ''}`
    const name = paper.label[language.value]
    return {
      id: paper.id,
      name,
      value: hasText(key) ? t(key) : '',
      href: hrefOf('papers'),
      changeLabel: t('common:changeWhat', { what: name }),
      problem: hasText(key) ? undefined : t('dossier:check.notAsked'),
    }
  })

  function seal() {
    const found = problems.map(({ path, code }) => {
      const placed = questionsOf(form, answers).find((one) => one.path === path)
      const name = placed ? `${placed.field.question[language.value]} ` : ''
      return { fieldId: linkId(path), text: `${name}${t(`form:problem.${code}`)}` }
    })
    setErrors(found)
    if (found.length === 0) finish.run()
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      onNext={seal}
      nextText={finish.busy ? t('dossier:finishing') : t('dossier:check.finish')}
      nextIcon="check"
    >
      <Title>{t('dossier:check.title')}</Title>
      <p class="lead">{t('dossier:check.lead')}</p>
      {form.sections.map((section) => (
        <section key={section.id} class="stack stack--tight">
          <h2 lang="vi">{section.title}</h2>
          <SummaryList rows={rowsOf(section.id)} changeText={t('common:change')} />
        </section>
      ))}
      <section class="stack stack--tight">
        <h2>{t('dossier:check.papers')}</h2>
        <SummaryList rows={paperRows} changeText={t('common:change')} />
      </section>
      <p class="muted measure">{t('dossier:check.finishHint')}</p>
      {finish.failed && (
        <Notice tone="warning" live>
          {t('dossier:finishFailed')}
        </Notice>
      )}
    </DossierPage>
  )
}

const linkId = (path: string) => `change-${path.replace('.', '-')}`
