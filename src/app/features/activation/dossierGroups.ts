import { prefill } from '../../../domain/formAnswers.ts'
import { type FormDefinition, fieldsOf } from '../../../domain/formDefinition.ts'
import { formatPartialDate } from '../../../domain/partialDate.ts'
import type { RecordGroups } from '../../../domain/records.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { dayOf } from './places.ts'

/** The activation's groups as a form's proposals read them. */
function activationOf(groups: Draft['groups']): RecordGroups<'activation'> {
  return {
    identity: groupValue(groups, 'activation', 'identity'),
    contact: groupValue(groups, 'activation', 'contact'),
    address: groupValue(groups, 'activation', 'address'),
    language: groupValue(groups, 'activation', 'language'),
  }
}

/**
 * The groups that a new dossier begins with: which form, for whom, and proposals from what was just asked, so that they
 * are confirmed and not typed again (issue 2 §5).
 */
export function dossierGroups(
  form: FormDefinition,
  activationId: string,
  groups: Draft['groups'],
  now: number,
): Draft['groups'] {
  const activation = activationOf(groups)
  const { identity = {}, address = {} } = activation
  const addressText = [address.text, address.communeName, address.provinceName].filter(Boolean).join(', ')
  const proposals = prefill(form, activation)
  const { closing: ending = {}, ...sections } = proposals
  const today = { madeOn: formatPartialDate(dayOf(now)) }
  const closing = {
    ...ending,
    ...(fieldsOf(form).some(({ path }) => path === 'closing.madeOn') ? today : {}),
  }
  // of somebody whose answers are sealed already nothing is known: then today's date alone is not worth a screen
  const isKnown = Object.values(sections).some((fields) => Object.keys(fields).length > 0)
  const proposed = Object.entries(isKnown ? { ...sections, closing } : {}).flatMap(([section, fields]) =>
    Object.keys(fields).map((field) => `${section}.${field}`),
  )
  return {
    about: {
      procedureCode: form.procedureCode,
      formId: form.id,
      formVersion: form.version,
      activationId,
      createdAt: now,
      // which answers are still only proposals; the dossier's screens take it out again at "Xong"
      proposed,
    },
    subject: { ...identity, ...(addressText === '' ? {} : { addressText }) },
    ...sections,
    closing,
  }
}
