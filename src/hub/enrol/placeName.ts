import { Problem } from '../../protocol/problems.ts'

const mostLetters = 80
/** A commune of today was often several: its old name is a list of names. */
const mostOldLetters = 200

function nameOf(text: string, field: string, most: number): string {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ')
  if (name === '' || name.length > most) throw new Problem('malformed', { field })
  return name
}

/** The name of a commune, hamlet or team as it is stored. Throws `Problem('malformed')` naming the field. */
export const placeName = (text: string, field: string): string => nameOf(text, field, mostLetters)

/** What it was called before; null when nothing was written. Throws `Problem('malformed')`. */
export const oldPlaceName = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : nameOf(text, 'oldName', mostOldLetters)
