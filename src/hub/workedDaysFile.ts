import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { afterWork, type WorkedDays } from './desk/workedDays.ts'
import { replacePrivate } from './files/privateFile.ts'

const schema = z.object({ days: z.array(z.int()).max(31) })

function read(path: string): WorkedDays {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).days
  } catch {
    return []
  }
}

/** Count today, by the clock of `now` (ms), among the days kept in a file. One that is lost or damaged begins anew, which only delays. */
export function countWorkedDay(path: string, now: number): WorkedDays {
  const before = read(path)
  const days = afterWork(before, now)
  if (days.length === before.length && days.every((day, i) => day === before[i])) return days
  mkdirSync(dirname(path), { recursive: true })
  replacePrivate(path, `${JSON.stringify({ days })}\n`)
  return days
}
