import { unzipSync, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { isSmallSheet } from './isSmallSheet.ts'

/** Unpacked, all sheets together: a file that swells beyond this was made to. */
const mostUnpackedBytes = 40 * 1024 * 1024

/** One cell as text; a date as the day that stands in the sheet, whatever the zone of this machine. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}

/**
 * The parts of a workbook that hold words, packed anew without being squeezed: what a file swells to is counted before it is unpacked,
 * and the reader, given nothing to inflate, starts no worker of its own, which the desk's policy would refuse. Null beyond the
 * limit, and where a sheet has more rows or columns than any list.
 */
function unsqueezed(bytes: Uint8Array): ArrayBuffer | null {
  let total = 0
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.xml(\.rels)?$/.test(name)) return false
      total += originalSize
      return total <= mostUnpackedBytes
    },
  })
  if (total > mostUnpackedBytes || !Object.values(parts).every(isSmallSheet)) return null
  return new Uint8Array(zipSync(parts, { level: 0 })).buffer
}

/** The cells of a workbook's first sheet; null of one that swells beyond any list. Rejects with whatever is wrong with it. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][] | null> {
  const packed = unsqueezed(bytes)
  return packed && (await readSheet(packed)).map((row) => row.map(cellText))
}
