import * as z from 'zod/mini'
import { sexes } from './choices.ts'
import { holderOf } from './holder.ts'
import { fixedGroup } from './recordGroup.ts'
import { markText } from './signatureMark.ts'
import { count, dayText, field, instant, openWord, partialDateText, text, uuidText } from './wireField.ts'

/** The fields by which a person is known, as papers print them; `oldIdNumber` is the nine-digit CMND (facts §1). */
export const identityFields = {
  name: field(text(120)),
  idNumber: field(text(20)),
  oldIdNumber: field(text(20)),
  birthDate: field(partialDateText),
  sex: field(z.enum(sexes)),
}

/** What a resident agreed to, or a guardian for them: the text's version as heard, and how they said so (facts §6). */
export const consentFields = {
  given: field(z.boolean()),
  at: field(instant),
  textVersion: field(text(20)),
  method: field(openWord),
  /** what was signed or marked with a finger on the screen, where that is how they said so */
  mark: field(markText),
  helper: field(text(120)),
  guardianName: field(text(120)),
  guardianRelation: field(openWord),
  guardianIdNumber: field(text(20)),
}

/** Dated lines that are only ever added to (design D5, security-sync §4). */
export const noteFields = {
  entries: field(z.array(z.looseObject({ at: instant, text: text(1000) })).check(z.maxLength(50))),
}

/** One try at one step of the ladder: `tries` is its number at that step, counted from 1. */
export const stepTrySchema = z.looseObject({
  step: openWord,
  at: instant,
  tries: count,
  ok: z.boolean(),
  result: z.exactOptional(openWord),
  failure: z.exactOptional(openWord),
})

/** The groups of an activation record: one resident helped towards an identity account; never a secret. */
export const activationGroups = {
  identity: fixedGroup('identity', identityFields),
  contact: fixedGroup('plain', {
    phone: field(text(20)),
    phoneOwner: field(openWord),
    phoneOwnerName: field(text(120)),
  }),
  address: fixedGroup('plain', {
    text: field(text(200)),
    communeCode: field(text(10)),
    communeListDate: field(dayText),
    communeName: field(text(80)),
    /** with a `communeName` that stands in no list here, as it was said: without a code, for the desk to check */
    provinceName: field(text(80)),
    oldCommuneCode: field(text(10)),
    oldCommuneListDate: field(dayText),
    oldCommuneName: field(text(80)),
  }),
  language: fixedGroup('plain', {
    hear: field(openWord),
    ethnicGroup: field(openWord),
    needsInterpreter: field(z.boolean()),
  }),
  consent: fixedGroup('identity', consentFields),
  progress: fixedGroup('plain', {
    steps: field(z.array(stepTrySchema).check(z.maxLength(120))),
    attempts: field(count),
    startedAt: field(instant),
    finishedAt: field(instant),
  }),
  outcome: fixedGroup('status', {
    outcome: field(openWord),
    reason: field(text(300)),
    nextStep: field(text(300)),
    bring: field(z.array(text(120)).check(z.maxLength(20))),
    followUpDate: field(dayText),
    followUpPlace: field(text(200)),
  }),
  visit: fixedGroup('plain', {
    channel: field(openWord),
    hamlet: field(text(120)),
    deviceLabel: field(text(80)),
    helper: field(text(120)),
    /** whom the round found: a household of the team, and the key of the member there */
    household: field(uuidText),
    member: field(text(40)),
    /** questions that the household's list had answered: they were shown to be confirmed, and not asked again */
    carried: field(z.array(openWord).check(z.maxLength(8))),
  }),
  notes: fixedGroup('appendOnly', noteFields),
  holder: holderOf,
}
