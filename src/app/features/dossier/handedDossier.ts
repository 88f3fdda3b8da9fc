/** From the check or what is known already a resident may go to an answer and back; those of a member stand in a list. */
const mending = ['known', 'change', 'members', 'member']
const ways: Readonly<Record<string, readonly string[]>> = {
  consent: [],
  question: [],
  known: ['change'],
  members: ['member'],
  check: mending,
}

/**
 * What belongs to a screen of a dossier that is handed to the resident, as `place` or `place/part`.
 * @returns whether another screen belongs to it; null when this one stays the volunteer's
 */
export function handedDossier(start: string): ((here: string) => boolean) | null {
  const [place = ''] = start.split('/')
  const more = ways[place]
  return more ? (here) => here === start || more.includes(here.split('/')[0] ?? '') : null
}
