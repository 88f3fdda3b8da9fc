/**
 * The words that screens offer for fields whose list may grow. On the wire they are open short words (`wireField.ts`), so
 * that an older hub keeps what a newer tablet chose; a screen shows an unknown word as "khác".
 */
export const sexes = ['f', 'm'] as const
export type Sex = (typeof sexes)[number]

/** Whose phone receives the messages (facts §2: the number given to the police matters). */
export const phoneOwners = ['self', 'shared', 'relative', 'none'] as const
export type PhoneOwner = (typeof phoneOwners)[number]

/** How a volunteer heard it; at a kiosk it is `screen`, because nobody was there to hear. */
export const consentMethods = ['voice', 'signature', 'fingerprint'] as const
export type ConsentMethod = (typeof consentMethods)[number]

export const activationOutcomes = ['pending', 'activated', 'blocked', 'declined', 'noDevice'] as const
export type ActivationOutcome = (typeof activationOutcomes)[number]

export const visitChannels = ['kiosk', 'home-visit', 'mobile-team', 'desk'] as const
export type VisitChannel = (typeof visitChannels)[number]

/** A paper of the checklist: the office looks up what its databases hold (facts §4). */
export const paperStates = ['have', 'missing', 'officeLooksUp'] as const
export type PaperState = (typeof paperStates)[number]

/** Who helps where a step is stuck. */
export const helperKinds = ['police', 'hotline', 'carrier', 'volunteer', 'officer'] as const
export type HelperKind = (typeof helperKinds)[number]
