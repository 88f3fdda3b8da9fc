/** Design D9: hidden means blank at once and a PIN after 30 s; untouched for two minutes means a PIN. */
export const hiddenLimitMs = 30_000
export const idleLimitMs = 120_000
/** The last of these two minutes: whether somebody is still there is asked first (look.md, habits). */
export const idleAskMs = 20_000
