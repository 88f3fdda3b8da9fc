/** The questions that a resident can answer alone; about a guardian, and what comes of it all, the volunteer asks. */
const questions = ['consent', 'name', 'idNumber', 'birthDate', 'sex', 'phone', 'address', 'language']

/**
 * What belongs to a screen of an activation that is handed to the resident, as `place` or `place/part`: a question alone, a
 * step with its remedies, the slip with the answers that stand on it.
 * @returns whether another screen belongs to it; null when this one stays the volunteer's
 */
export function handedActivation(start: string): ((here: string) => boolean) | null {
  const [place, step] = start.split('/')
  if (place === 'step') {
    return (here) => {
      const [at, part] = here.split('/')
      return (['step', 'why', 'ask'].includes(at ?? '') && part === step) || at === 'beside' || at === 'besideWhy'
    }
  }
  if (start === 'slip') return (here) => here === 'slip' || (here !== 'consent' && questions.includes(here))
  return questions.includes(start) ? (here) => here === start : null
}
