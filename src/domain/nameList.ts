import { nameMatchKey } from './personName.ts'

/** Why a line of a list is left out: there is one of this name already, it stands in the list twice, or it is too long. */
export type ListedProblem = 'known' | 'twice' | 'long'

export interface ListedName {
  readonly name: string
  /** what stands behind `|` or in the next column; '' where there is nothing */
  readonly oldName: string
  readonly problem: ListedProblem | null
}

/** Numbers and dots before names, as lists in letters and spreadsheets have them: `1. `, `(2) `, `3<tab>`, `- `. */
const beforeName = /^\s*(?:\(?\d{1,3}[.):\t]|[-–•*+])\s*/

/**
 * The names in a list that was typed or pasted, one a line; a second column, behind `|` or a tab, is the old name.
 *
 * @param known names that are there already
 * @param most letters of a name
 */
export function namesInLines(text: string, known: readonly string[], most: number): readonly ListedName[] {
  const taken = new Set(known.map(nameMatchKey))
  const seen = new Set<string>()
  return text.split(/\r?\n/).flatMap((line) => {
    const [name = '', oldName = ''] = line
      .replace(beforeName, '')
      .normalize('NFC')
      .split(/[|\t]/)
      .map((part) => part.trim().replace(/\s+/gu, ' '))
    if (name === '') return []
    const key = nameMatchKey(name)
    const problem = name.length > most ? 'long' : taken.has(key) ? 'known' : seen.has(key) ? 'twice' : null
    seen.add(key)
    return [{ name, oldName, problem }]
  })
}
