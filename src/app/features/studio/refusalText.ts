import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf, problemDataOf } from '../../i18n/problemText.ts'

/** Refusals that have a sentence of their own here; the desk's usual ones speak of forms and notes. */
const own = ['malformed', 'too-large']

/** Why a recording was not taken. */
export function refusalText(error: unknown): string {
  const { reason } = problemDataOf(error)
  // a tablet's store says in its data what a hub says in its code
  const code = typeof reason === 'string' && own.includes(reason) ? reason : problemCodeOf(error)
  return own.includes(code) ? t(`studio:refused.${code}`) : errorLine(error)
}
