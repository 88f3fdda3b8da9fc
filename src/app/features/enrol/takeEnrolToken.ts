interface Place {
  readonly hash: string
  readonly search: string
  readonly pathname: string
}

/**
 * Reads the one-time token of the enrolment link, `/enrol#<token>`, and takes it out of the address, so that it stays in
 * no history. Behind a `#` no server ever sees it; `#token=…` and `?token=…` are understood too.
 * @returns the token, or null when the address has none
 */
export function takeEnrolToken(place: Place, replace: (url: string) => void): string | null {
  const hash = place.hash.replace(/^#/, '')
  const named = (text: string) => new URLSearchParams(text).get('token')
  const token = named(hash) ?? named(place.search) ?? (hash.includes('=') ? null : hash)
  if (token === null || token === '') return null
  replace(place.pathname)
  return token
}
