import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { PracticeShelf } from './enrol/practiceCommune.ts'
import { writePrivate } from './files/privateFile.ts'

const schema = z.object({
  volunteerPin: z.string().regex(/^\d{6}$/),
  officer: z.object({ name: z.string().min(1), password: z.string().min(1) }),
})

/** The practice commune's secrets in one file (mode 0600), written whole or not at all; a damaged one counts as none. */
export const practiceFile = (path: string): PracticeShelf => ({
  read() {
    try {
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      return null
    }
  },
  write(secrets) {
    mkdirSync(dirname(path), { recursive: true })
    const aside = `${path}.new`
    rmSync(aside, { force: true })
    writePrivate(aside, `${JSON.stringify(secrets)}\n`)
    renameSync(aside, path)
  },
})
