import { foldVietnamese } from './foldVietnamese.ts'

/** As few characters are guessed too soon, whatever they are. */
export const shortestPassword = 10

/** As few different characters are a pattern, not a secret. */
const fewestDifferent = 5

export type PasswordProblem = 'passwordShort' | 'passwordDigits' | 'passwordSimple' | 'passwordName'

/** Letters only, without accents and case: `Lê Thị Mẫu 1990` and `lethimau` are one guess. */
const lettersOf = (text: string) => foldVietnamese(text).replace(/[^\p{L}]/gu, '')

/**
 * What makes an officer's password one of the first that anybody tries: too short, only digits (a telephone number, a
 * date), a pattern of few characters, or a name of the officer with digits around. Null when it is none of these.
 *
 * @param names what the officer is called: sign-in name, full name
 */
export function passwordProblem(password: string, names: readonly string[]): PasswordProblem | null {
  const characters = [...password.normalize('NFC')]
  if (characters.length < shortestPassword) return 'passwordShort'
  if (/^[\d\s.,/+-]+$/.test(password)) return 'passwordDigits'
  if (new Set(characters).size < fewestDifferent) return 'passwordSimple'
  const letters = lettersOf(password)
  return letters !== '' && names.some((name) => lettersOf(name) === letters) ? 'passwordName' : null
}
