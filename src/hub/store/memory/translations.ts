import { StoreError } from '../HubStore.ts'
import type { TranslationsPart } from '../parts.ts'
import type { TranslationRow } from '../rows.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** The one that counts, one of each person that waits, and any number that another took the place of. */
const placeOf = ({ state, writtenBy }: TranslationRow) =>
  state === 'replaced' ? null : state === 'reviewed' ? 'counts' : `waits ${writtenBy}`

const fixed = ['language', 'source', 'text', 'writtenBy'] as const

/** Nobody reviews their own; what was written never becomes something else; one that counts waits no more. */
function refuseBackwards(before: TranslationRow | undefined, row: TranslationRow): void {
  const isOwn = row.state === 'reviewed' && (row.decidedBy === null || row.decidedBy === row.writtenBy)
  const isOther = before !== undefined && fixed.some((column) => before[column] !== row[column])
  const isReplaced = before?.state === 'reviewed' && row.state === 'replaced'
  const isBack = (before?.state === 'reviewed' || before?.state === 'replaced') && row.state !== before.state
  if (isOwn || isOther || (isBack && !isReplaced)) throw new StoreError('conflict')
}

/** Translations of the language studio, in memory. */
export function translations(context: MemoryContext): TranslationsPart {
  const { data, undo } = context
  return {
    putTranslation: (row) =>
      context.run(() => {
        refuseBackwards(data.translations.peek(row.id), row)
        const others = data.translations.filter(
          (one) =>
            one.id !== row.id &&
            one.language === row.language &&
            one.source === row.source &&
            placeOf(one) !== null &&
            placeOf(one) === placeOf(row),
        )
        if (others.length > 0) throw new StoreError('duplicate')
        data.translations.put(row.id, row, undo)
      }),
    translation: (id) => context.run(() => data.translations.get(id)),
    translations: (language) =>
      context.run(() =>
        data.translations.sorted(
          (row) => [row.language, row.source, row.writtenAt, row.id],
          (row) => language === undefined || row.language === language,
        ),
      ),
    dropTranslation: (id) => context.run(() => data.translations.remove(id, undo)),
  }
}
