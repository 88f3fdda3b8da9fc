/** Nothing of who it is goes along. */
export const withoutPerson = {
  consent: { given: null, at: null, textVersion: null, method: null },
  subject: { name: null },
  contact: { phone: null },
}
