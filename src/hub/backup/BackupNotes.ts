import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { replacePrivate } from '../files/privateFile.ts'

const notesSchema = z.object({
  /** the newest backup that was read back whole: hub's clock (ms), file name, size */
  last: z
    .object({
      at: z.number(),
      file: z.string(),
      bytes: z.number(),
      rows: z.number(),
      /** the clock stood before the time that the backup before it bears: one of the two is wrong */
      clockBack: z.boolean().optional(),
    })
    .nullable(),
  /** the last try that came to nothing since, by its code */
  failure: z.object({ at: z.number(), code: z.string() }).nullable(),
})
export type BackupNotes = z.infer<typeof notesSchema>

const none: BackupNotes = { last: null, failure: null }

/** What is known of the last backups; a damaged file counts as none: then the next backup comes at once. */
export function readNotes(file: string): BackupNotes {
  if (!existsSync(file)) return none
  try {
    return notesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return none
  }
}

export function writeNotes(file: string, notes: BackupNotes): void {
  replacePrivate(file, `${JSON.stringify(notes)}\n`)
}
