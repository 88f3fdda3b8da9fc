import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answerAt, answersOfGroups, memberKeys, questionsOf, validateAnswers } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { papersNeeded } from '../../../domain/paperChecklist.ts'
import { pagesOf } from '../../../domain/paperPhotos.ts'
import { hasText, language, t } from '../../i18n/i18n.ts'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { turnedBack } from '../../resident/turnedBack.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { SummaryList, type SummaryRow } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { AnswerWords } from './AnswerWords.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { toAddress } from './fieldAddress.ts'
import { memberDetail, memberName } from './memberWords.ts'
import { showAnswer } from './showAnswer.ts'
import { useFinishDossier } from './useFinishDossier.ts'
import { usePlaceWords } from './usePlaceWords.tsx'

interface Props extends DossierScreenProps {
  onFinished(groups: Draft['groups']): void
}

/** Check your answers, in the printed order, each with a way to change it; then "Xong" seals. */
export function CheckScreen(props: Props) {
  const { work, form, hrefOf, onFinished } = props
  const { groups } = work.draft
  const say = usePlaceWords()
  const { route } = useLocation()
  const isTurned = usePorts().holder === 'turned'
  const [errors, setErrors] = useState<FieldError[]>([])
  const finish = useFinishDossier(work, () => onFinished(groups))
  const answers = answersOfGroups(groups)
  const problems = validateAnswers(form, answers)
  const { items = [], photos } = groupValue(groups, 'dossier', 'papers')

  const rowsOf = (section: string): SummaryRow[] =>
    questionsOf(form, answers)
      .filter((placed) => placed.section === section)
      .map(({ path, field }) => {
        const name = field.question[language.value]
        const problem = problems.find((one) => one.path === path)
        const answer = answerAt(answers, path)
        const unwritten = problem ? '' : <SharedKey of="common:notWritten" />
        return {
          id: path,
          name: <Shared text={field.question} />,
          value: showAnswer(field, answer) === '' ? unwritten : <AnswerWords field={field} answer={answer} />,
          href: hrefOf(`change/${toAddress(path)}`),
          linkId: linkId(path),
          changeLabel: t('common:changeWhat', { what: name }),
          problem: problem && <SharedKey of={`form:problem.${problem.code}`} />,
        }
      })

  /** Each member is a row, so that everybody is read back. */
  const memberRows = ({ lines }: FormDefinition['sections'][number]): SummaryRow[] => {
    const members = lines.flatMap((line) => line.members ?? []).at(0)
    if (!members) return []
    const keys = memberKeys(answers)
    const list = {
      id: 'members',
      name: <Shared text={members.question} />,
      href: hrefOf('members'),
      linkId: 'change-members',
    }
    const tooMany = problems.find(({ path }) => path === 'members')
    return [
      {
        ...list,
        value: (
          <SharedKey of={keys.length === 0 ? 'form:no' : 'dossier:members.count'} values={{ count: keys.length }} />
        ),
        changeLabel: t('common:changeWhat', { what: members.question[language.value] }),
        problem: tooMany && <SharedKey of={`form:problem.${tooMany.code}`} />,
      },
      ...keys.map((key, at) => {
        const name = memberName(members, answers, key, at)
        const problem = problems.find(({ path }) => path.startsWith(`${key}.`))
        return {
          id: key,
          name: <SharedKey of="dossier:members.person" values={{ number: at + 1 }} />,
          value: [name, memberDetail(members, answers, key)].filter(Boolean).join(' · '),
          href: hrefOf(`member/${key}`),
          linkId: `change-${key}`,
          changeLabel: t('dossier:members.edit', { name }),
          problem: problem && <SharedKey of={`form:problem.${problem.code}`} />,
        }
      }),
    ]
  }

  const paperRows = papersNeeded(form, answers).map((paper): SummaryRow => {
    const key = `form:paper.${items.find((item) => item.id === paper.id)?.state ?? ''}`
    const name = paper.label[language.value]
    const pages = pagesOf(photos, paper.id).length
    return {
      id: paper.id,
      name: <Shared text={paper.label} />,
      value: (
        <>
          {hasText(key) && <SharedKey of={key} />}
          {hasText(key) && pages > 0 && ' · '}
          {pages > 0 && t('dossier:photo.count', { count: pages })}
        </>
      ),
      href: hrefOf('papers'),
      changeLabel: t('common:changeWhat', { what: name }),
      problem: hasText(key) ? undefined : <SharedKey of="dossier:check.notAsked" />,
    }
  })

  function seal() {
    const found = problems.map(({ path, code }) => {
      const placed = questionsOf(form, answers).find((one) => one.path === path)
      const key = path.split('.')[0] ?? ''
      const at = memberKeys(answers).indexOf(key)
      const name =
        placed?.field.question[language.value] ?? (at < 0 ? '' : t('dossier:members.person', { number: at + 1 }))
      return { fieldId: at < 0 ? linkId(path) : `change-${key}`, text: `${name} ${t(`form:problem.${code}`)}`.trim() }
    })
    setErrors(found)
    if (found.length === 0) finish.run()
  }

  const finishText = finish.busy ? (
    <SharedKey of="dossier:finishing" />
  ) : (
    say('dossier:check.finish', 'kiosk:dossier.finish')
  )
  return (
    <DossierPage
      {...props}
      errors={errors}
      onNext={isTurned ? () => route(turnedBack) : seal}
      nextText={isTurned ? <SharedKey of="turned:allRight" /> : finishText}
      nextIcon="check"
    >
      <Title>
        <SharedKey of="dossier:check.title" />
      </Title>
      <p class="lead">{say('dossier:check.lead', 'kiosk:dossier.checkLead')}</p>
      {form.sections.map((section) => (
        <section key={section.id} class="stack stack--tight">
          {section.title && <h2 lang="vi">{section.title}</h2>}
          <SummaryList
            rows={[...rowsOf(section.id), ...memberRows(section)]}
            changeText={<SharedKey of="common:change" />}
          />
        </section>
      ))}
      <section class="stack stack--tight">
        <h2>
          <SharedKey of="dossier:check.papers" />
        </h2>
        {paperRows.length === 0 ? (
          <p class="measure">
            <SharedKey of="dossier:papers.none" />
          </p>
        ) : (
          <SummaryList rows={paperRows} changeText={<SharedKey of="common:change" />} />
        )}
      </section>
      {!isTurned && <p class="muted measure">{say('dossier:check.finishHint', 'kiosk:dossier.finishHint')}</p>}
      {finish.failed && (
        <Notice tone="warning" live>
          {say('dossier:finishFailed', 'kiosk:dossier.finishFailed')}
        </Notice>
      )}
    </DossierPage>
  )
}

const linkId = (path: string) => `change-${path.replace('.', '-')}`
