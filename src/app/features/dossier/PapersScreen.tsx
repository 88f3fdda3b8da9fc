import type { ComponentProps } from 'preact'
import { useState } from 'preact/hooks'
import { type PaperState, paperStates } from '../../../domain/choices.ts'
import { answersOfGroups } from '../../../domain/formAnswers.ts'
import { papersNeeded } from '../../../domain/paperChecklist.ts'
import { pagesOf } from '../../../domain/paperPhotos.ts'
import { language, t } from '../../i18n/i18n.ts'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { errorFor } from './errorFor.ts'
import { FormFacts } from './FormFacts.tsx'
import { PaperPages } from './PaperPages.tsx'
import { PhotoConsent } from './PhotoConsent.tsx'
import { usePlaceWords } from './usePlaceWords.tsx'

/** The papers that these answers call for: here, still missing, or looked up by the office where it may (facts §4). */
export function PapersScreen(props: DossierScreenProps) {
  const { work, form, hrefOf, goNext } = props
  const { groups } = work.draft
  const say = usePlaceWords()
  const [errors, setErrors] = useState<FieldError[]>([])
  const needed = papersNeeded(form, answersOfGroups(groups))
  const { holder } = usePorts()
  const { items = [], photos = [], photoConsent } = groupValue(groups, 'dossier', 'papers')
  const stateOf = (id: string) => items.find((item) => item.id === id)?.state ?? ''

  function choose(id: string, state: string) {
    setErrors([])
    work.set({ papers: { items: [...items.filter((item) => item.id !== id), { id, state }] } })
  }

  function next() {
    const found = needed
      .filter(({ id }) => stateOf(id) === '')
      .map(({ id }) => sharedError(`paper-${id}`, 'dossier:papers.missing'))
    setErrors(found)
    if (found.length === 0) goNext()
  }

  // a card never, and at a kiosk nobody is there who could be asked (facts §6)
  const mayShow = needed.filter(
    ({ id, photo }) => photo && holder === 'volunteer' && (stateOf(id) === 'have' || pagesOf(photos, id).length > 0),
  )
  const wanted = photoConsent?.given === true ? mayShow : []
  // an answer was changed after they were taken; they are not sent (SPEC PHO-12), and nobody should have to guess that they are there
  const needless = [...new Set(photos.map(({ paper }) => paper))].filter((id) => !wanted.some((one) => one.id === id))
  const labelOf = (id: string) =>
    form.papers.find((paper) => paper.id === id)?.label[language.value] ?? t('dossier:photo.otherPaper')
  const states = (mayLookUp: boolean): PaperState[] =>
    paperStates.filter((state) => state !== 'officeLooksUp' || mayLookUp)
  return (
    <DossierPage {...props} errors={errors} onNext={next}>
      <Title>
        <SharedKey of="dossier:papers.title" />
      </Title>
      <p class="lead">
        {needed.length === 0 ? (
          <SharedKey of="dossier:papers.none" />
        ) : (
          say('dossier:papers.lead', 'kiosk:dossier.papersLead')
        )}
      </p>
      {needed.map((paper) => (
        <Choice
          key={paper.id}
          id={`paper-${paper.id}`}
          label={<Shared text={paper.label} />}
          error={errorFor(errors, `paper-${paper.id}`)}
          columns={3}
          options={states(paper.officeMayLookUp).map((state) => ({
            value: state,
            label: <SharedKey of={`form:paper.${state}`} />,
          }))}
          value={stateOf(paper.id)}
          onChange={(state) => choose(paper.id, state)}
        />
      ))}
      {(mayShow.length > 0 || photos.length > 0) && <PhotoConsent work={work} />}
      {wanted.map(({ id, label }) => (
        <PaperSection key={id} work={work} paper={id} label={label[language.value]} href={hrefOf(`photo/${id}`)} />
      ))}
      {needless.map((id) => (
        <PaperSection key={id} work={work} paper={id} label={labelOf(id)} href={null} />
      ))}
      <FormFacts form={form} />
    </DossierPage>
  )
}

/** The photos of one paper under its name, and that they are not needed any more when so. */
function PaperSection(props: ComponentProps<typeof PaperPages>) {
  const { paper, label, href } = props
  return (
    <section class="stack stack--tight" aria-labelledby={`photos-${paper}`}>
      <h2 id={`photos-${paper}`}>{t('dossier:photo.title', { paper: label })}</h2>
      {href === null && <p>{t('dossier:photo.needless')}</p>}
      <PaperPages {...props} />
    </section>
  )
}
