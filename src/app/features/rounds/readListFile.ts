/** Why a file is no list that could be read. */
export type ListFileProblem = 'tooLarge' | 'notAList' | 'notUtf8'

export class ListFileError extends Error {
  constructor(readonly code: ListFileProblem) {
    super(code)
    this.name = 'ListFileError'
  }
}

/** A list of 5,000 people is some 600 kB. */
const mostBytes = 2 * 1024 * 1024
async function cellsOf(workbook: Uint8Array): Promise<string[][]> {
  const { readWorkbook } = await import('./readWorkbook.ts')
  const rows = await readWorkbook(workbook).catch(() => {
    throw new ListFileError('notAList')
  })
  if (!rows) throw new ListFileError('tooLarge')
  return rows
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ListFileError('notUtf8')
  }
}

/** A comma, a semicolon or a tab, as the program that wrote it was set: the one of which the heading has most. */
function parterOf(text: string): string {
  const [heading = ''] = text.split('\n', 1)
  const count = (sign: string) => heading.split(sign).length
  return [';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most), ',')
}

async function readCsv(bytes: Uint8Array): Promise<string[][]> {
  const { default: papa } = await import('papaparse')
  const text = decoded(bytes)
  return papa.parse<string[]>(text, { delimiter: parterOf(text) }).data
}

/**
 * The cells of the first sheet of a list, row by row. What a file is tells its first bytes, not its name. The readers are chunks of their
 * own, loaded when somebody gives a file. Throws `ListFileError`.
 */
export async function readListFile(file: Blob): Promise<string[][]> {
  if (file.size > mostBytes) throw new ListFileError('tooLarge')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  // the workbooks of before 2007, and pictures and the like
  if (!isZip && bytes.slice(0, 512).includes(0)) throw new ListFileError('notAList')
  return isZip ? cellsOf(bytes) : readCsv(bytes)
}
