interface Place {
  readonly hash: string
  readonly search: string
  readonly pathname: string
}

/**
 * Reads the one-time token of the enrolment link (`/enrol#token=…`, or `?token=…`) and takes it out of the address, so
 * that it stays in no history and no log.
 * @returns the token, or null when the address has none
 */
export function takeEnrolToken(place: Place, replace: (url: string) => void): string | null {
  const read = (text: string) => new URLSearchParams(text.replace(/^[#?]/, '')).get('token')
  const token = read(place.hash) ?? read(place.search)
  if (token === null || token === '') return null
  replace(place.pathname)
  return token
}
