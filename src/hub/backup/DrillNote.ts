import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { replacePrivate } from '../files/privateFile.ts'

const noteSchema = z.object({
  /** whose shares were typed */
  sheet: z.string(),
  /** ms of the hub's clock */
  at: z.number(),
  /** that the shares are of the key in use, or that they opened a backup which was then read whole */
  proved: z.enum(['key', 'backup']),
})
export type DrillNote = z.infer<typeof noteSchema>

/** The last drill that went well; null before there was one, and for a damaged note. */
export function readDrill(file: string): DrillNote | null {
  if (!existsSync(file)) return null
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

export const writeDrill = (file: string, note: DrillNote): void => replacePrivate(file, `${JSON.stringify(note)}\n`)
