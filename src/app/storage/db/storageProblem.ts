import { StorageProblem } from '../ports.ts'

/** Chromium tells a full disk below LevelDB in the message only. */
const noRoom = /NO_SPACE/

const namesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { name, message, inner, cause } = error as Partial<Record<'name' | 'message' | 'inner' | 'cause', unknown>>
  return [
    ...(typeof message === 'string' && noRoom.test(message) ? ['QuotaExceededError'] : []),
    ...(typeof name === 'string' ? [name] : []),
    ...namesOf(inner, depth + 1),
    ...namesOf(cause, depth + 1),
  ]
}

const codeByName: Readonly<Record<string, StorageProblem['code']>> = {
  VersionError: 'version-change',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
}

/** What went wrong below, as a code that a screen has words for; the browser's own message may hold data and is dropped. */
export function toStorageProblem(error: unknown): StorageProblem {
  if (error instanceof StorageProblem) return error
  const names = namesOf(error)
  // a full disk closes the database too: what is behind it comes first
  if (names.includes('QuotaExceededError')) return new StorageProblem('disk-full')
  for (const name of names) {
    const code = codeByName[name]
    if (code) return new StorageProblem(code)
  }
  return new StorageProblem('failed', { reason: names[0] ?? 'unknown' })
}
