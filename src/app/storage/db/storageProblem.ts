import { StorageProblem } from '../ports.ts'

const namesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { name, inner, cause } = error as { name?: unknown; inner?: unknown; cause?: unknown }
  return [...(typeof name === 'string' ? [name] : []), ...namesOf(inner, depth + 1), ...namesOf(cause, depth + 1)]
}

const codeByName: Readonly<Record<string, StorageProblem['code']>> = {
  QuotaExceededError: 'disk-full',
  // a full disk also shows as UnknownError with a forced close (security-sync §2), but so does a damaged file
  VersionError: 'version-change',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
}

/** What went wrong below, as a code that a screen has words for; the browser's own message may hold data and is dropped. */
export function toStorageProblem(error: unknown): StorageProblem {
  if (error instanceof StorageProblem) return error
  const names = namesOf(error)
  for (const name of names) {
    const code = codeByName[name]
    if (code) return new StorageProblem(code)
  }
  return new StorageProblem('failed', { reason: names[0] ?? 'unknown' })
}
