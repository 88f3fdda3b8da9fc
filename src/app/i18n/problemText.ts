import { hasText, t, type Values } from './i18n.ts'

/** What happened and what to do next, two short sentences in the reader's language. */
export interface ProblemText {
  readonly text: string
  readonly todo: string
}

/**
 * The words for a code of `protocol/problems.ts` (problems, item reasons) or of the store. A code that this version
 * does not know, from a newer hub, still gets a sentence, with the code in it.
 */
export function problemText(code: string, data: Values = {}): ProblemText {
  const known = hasText(`problems:${code}.text`) ? code : 'unknown'
  const values = { ...data, code }
  return { text: t(`problems:${known}.text`, values), todo: t(`problems:${known}.todo`, values) }
}

/** Both sentences in one line, for a place that has room for one text only. */
export function problemLine(code: string, data: Values = {}): string {
  return t('problems:both', { ...problemText(code, data) })
}

/** The code of an error that carries one, such as a refusal of the hub; `unknown` for anything else. */
export function problemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}

/** The data of an error that carries some, such as the seconds to wait of `busy`; empty for anything else. */
export function problemDataOf(error: unknown): Values {
  const data = error instanceof Error && 'data' in error ? error.data : undefined
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

/** The words for an error that was caught, both sentences in one line. */
export const errorLine = (error: unknown): string => problemLine(problemCodeOf(error))
