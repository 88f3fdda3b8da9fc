/** A list has 5,000 rows at most, its heading, and one more by which the check says that there are more. */
const mostRows = 5002
const mostColumns = 60

const rowTag = /<(?:[\w.-]+:)?row(?![\w.-])/g
const cellTag = /<(?:[\w.-]+:)?c(?![\w.-])/g
/** Where a row or a cell says that it stands: the reader believes it, and fills everything before it. */
const places = /(?<![\w.-])r\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const placePattern = /^([A-Z]{0,2})(\d{1,4})$/

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)

function isNear(place: string): boolean {
  const [, letters, row] = placePattern.exec(place) ?? []
  return letters !== undefined && columnOf(letters) <= mostColumns && Number(row) <= mostRows
}

const isAtMost = (xml: string, tag: RegExp, most: number): boolean => {
  let count = 0
  for (const _ of xml.matchAll(tag)) if (++count > most) return false
  return true
}

/**
 * Is a part of a workbook no sheet, or one that could be a list? One cell at row 3,000,000 takes a kilobyte in the file and three
 * million rows once it is read, so it is asked before the reader is.
 */
export function isSmallSheet(part: Uint8Array): boolean {
  const xml = new TextDecoder().decode(part)
  if (!xml.includes('sheetData')) return true
  if (!isAtMost(xml, rowTag, mostRows) || !isAtMost(xml, cellTag, mostRows * mostColumns)) return false
  for (const [, inDouble, inSingle] of xml.matchAll(places)) if (!isNear(inDouble ?? inSingle ?? '')) return false
  return true
}
