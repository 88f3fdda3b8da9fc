import { consentFields, noteFields } from './activationRecord.ts'
import { fixedGroup } from './recordGroup.ts'
import { count, field, openWord, text } from './wireField.ts'

/*
 * What residents leave at a kiosk that is no case of a procedure: somebody at the desk reads it, calls back, and closes it.
 */

/** Where a resident would like to be met, and when it suits them; words on the wire, so that a newer kiosk may offer more. */
export const meetPlaces = ['desk', 'home'] as const
export const meetTimes = ['soon', 'morning', 'afternoon', 'weekend'] as const
export const feedbackKinds = ['complaint', 'idea', 'thanks'] as const

const whoToCall = {
  subject: fixedGroup('identity', { name: field(text(120)) }),
  contact: fixedGroup('plain', { phone: field(text(20)) }),
  consent: fixedGroup('identity', consentFields),
  notes: fixedGroup('appendOnly', noteFields),
}

/** The groups of a wish to be met: at the commune, or at home. */
export const appointmentGroups = {
  wish: fixedGroup('plain', {
    meetAt: field(openWord),
    meetWhen: field(openWord),
    meetAbout: field(text(500)),
    meetAddress: field(text(300)),
  }),
  ...whoToCall,
}

/** The groups of what a resident has to say to the commune; without a name unless they want an answer. */
export const feedbackGroups = {
  feedback: fixedGroup('plain', {
    feedbackKind: field(openWord),
    said: field(text(1000)),
    /** said aloud instead: the id of a sealed sound that the item brings (SPEC KSK-9), and how long it is */
    recording: field(text(64)),
    recordedSeconds: field(count),
  }),
  ...whoToCall,
}
