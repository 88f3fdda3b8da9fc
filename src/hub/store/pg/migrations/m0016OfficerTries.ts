/** Version 16: wrong sign-ins have long been counted by network (`hub/enrol/SignInTries.ts`); what counted them by officer goes. */
export const m0016OfficerTries = `
ALTER TABLE officer DROP COLUMN failed_logins, DROP COLUMN locked_until;
`
