import * as z from 'zod/mini'
import { consentFields, identityFields, noteFields } from './activationRecord.ts'
import { holderOf } from './holder.ts'
import { mostPhotos } from './paperPhotos.ts'
import { fixedGroup, openGroup, repeatedGroup } from './recordGroup.ts'
import { field, instant, openWord, photoText, text, uuidText } from './wireField.ts'

/** One answer to one line of a form: words, a date or number as text, or yes and no. */
const answer = z.nullable(z.union([z.string().check(z.maxLength(500)), z.boolean()]))

/** At most 80 answers a section, keyed by the field ids of the form definition. */
const answersOfSection = () => openGroup('plain', answer, 80)

/** Members that a record may ever have had, on all tablets together; a form allows fewer at a time. */
const mostMembers = 60

/** One group for each member of a household, so that two tablets may each add one (decision 010). */
export const dossierRepeated = {
  member: repeatedGroup(openGroup('plain', answer, 20), mostMembers),
}

/** The groups of a dossier record: one form with its papers, drafted for the commune's desk. */
export const dossierGroups = {
  about: fixedGroup('plain', {
    procedureCode: field(text(20)),
    formId: field(text(60)),
    formVersion: field(text(20)),
    activationId: field(uuidText),
    /** whom the round found: a household of the team, and the key of the member there */
    household: field(uuidText),
    member: field(text(40)),
    createdAt: field(instant),
  }),
  subject: fixedGroup('identity', { ...identityFields, addressText: field(text(300)) }),
  requester: answersOfSection(),
  answers: answersOfSection(),
  mother: answersOfSection(),
  father: answersOfSection(),
  closing: answersOfSection(),
  /** Keys of `member…` groups in the order that a person gave them; those it does not name stand behind (decision 010). */
  memberOrder: fixedGroup('plain', { keys: field(z.array(text(40)).check(z.maxLength(mostMembers))) }),
  /** Of somebody who came for this dossier without an activation. */
  consent: fixedGroup('identity', consentFields),
  papers: fixedGroup('plain', {
    items: field(z.array(z.looseObject({ id: text(40), state: openWord })).check(z.maxLength(40))),
    /** Which sealed photo shows which paper, its pages in their order (`paperPhotos.ts`). */
    photos: field(z.array(z.looseObject({ paper: text(40), photo: photoText })).check(z.maxLength(mostPhotos))),
    /** What the resident said to photos of their papers, asked by itself (facts §6). */
    photoConsent: field(z.looseObject({ given: z.boolean(), at: instant })),
  }),
  /** Money is whole đồng (design §3). */
  fee: fixedGroup('plain', {
    amountDong: field(z.number().check(z.int(), z.nonnegative(), z.lte(1_000_000_000))),
    exemption: field(text(200)),
    receiptNumber: field(text(60)),
    paidAt: field(instant),
  }),
  notes: fixedGroup('appendOnly', noteFields),
  holder: holderOf,
}
