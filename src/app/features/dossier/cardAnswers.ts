import type { CitizenCard } from '../../../domain/citizenCard.ts'
import { answerAt, answersOfGroups, prefill, questionsOf } from '../../../domain/formAnswers.ts'
import type { FormDefinition, FormField } from '../../../domain/formDefinition.ts'
import { language, t } from '../../i18n/i18n.ts'
import type { ScanSlot } from '../../scan/ScanSlot.ts'
import type { DraftPatch } from '../../storage/autosave.ts'
import { mergePatch } from '../../storage/autosave.ts'
import type { Draft } from '../../storage/ports.ts'
import { showAnswer } from './showAnswer.ts'
import { subjectPatch } from './subjectPatch.ts'

/** Which question a card answers: who the applicant is, and where they are registered; not what they ask for. */
const isOnCard = ({ kind, fillFrom }: FormField) =>
  fillFrom?.[0]?.startsWith('identity.') === true || (kind === 'place' && fillFrom?.[0] === 'address.text')

/** Where a dossier takes what a card says: the questions that an activation would have proposed an answer to. */
export function cardAnswers(form: FormDefinition, groups: Draft['groups'], card: CitizenCard): readonly ScanSlot[] {
  const { name, idNumber, birthDate, sex, address } = card
  const answers = answersOfGroups(groups)
  // damaged words would be left out as no answers; they are mended on the screen
  const proposed = prefill(form, {
    identity: { idNumber, ...(birthDate ? { birthDate } : {}), ...(sex ? { sex } : {}) },
  })
  return questionsOf(form, answers).flatMap(({ path, field }): ScanSlot[] => {
    const from = field.fillFrom?.[0]
    const words = from === 'identity.name' ? name : from === 'address.text' ? address : undefined
    const read = isOnCard(field) ? (words ?? answerAt(proposed, path)) : undefined
    const written = answerAt(answers, path) ?? ''
    if (typeof read !== 'string' || typeof written !== 'string') return []
    const isName = from === 'identity.name'
    return [
      {
        id: path,
        label: field.question[language.value],
        read,
        written,
        show: (value) => showAnswer(field, value),
        isName,
        damage: words === undefined ? undefined : card.damage[isName ? 'name' : 'address'],
        note: from === 'address.text' ? t('scan:check.addressNote') : undefined,
      },
    ]
  })
}

/** The groups that values by path fill. */
export function answersPatch(
  form: FormDefinition,
  groups: Draft['groups'],
  values: ReadonlyMap<string, string>,
): DraftPatch {
  return [...values].reduce((patch: DraftPatch, [path, value]) => {
    const [section = '', id = ''] = path.split('.')
    return mergePatch(patch, { [section]: { [id]: value }, ...subjectPatch(form, groups, path, value) })
  }, {})
}
