import { StoreError } from '../HubStore.ts'
import type { ClipsPart } from '../parts.ts'
import type { ClipRow, ClipState } from '../rows.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** One of each person that waits, the one that counts, and any number that another took the place of. */
const waits = (state: ClipState) => state === 'draft' || state === 'returned'
const placeOf = ({ state, recordedBy }: ClipRow) =>
  state === 'replaced' ? null : waits(state) ? `waits ${recordedBy}` : 'counts'

const fixed = ['language', 'sound', 'speaker', 'consentOn', 'recordedBy'] as const

/** Nobody reviews their own; what a clip was never becomes something else; one that counts waits no more. */
function refuseBackwards(before: ClipRow | undefined, row: ClipRow): void {
  const isOwn = row.state === 'reviewed' && (row.decidedBy === null || row.decidedBy === row.recordedBy)
  if (isOwn) throw new StoreError('conflict')
  if (before === undefined) return
  const isOther = fixed.some((column) => before[column] !== row[column])
  const isBack = !waits(before.state) && waits(row.state)
  const isEnded = before.state === 'withdrawn' || before.state === 'replaced'
  const isRevived = isEnded && row.state !== before.state
  if (isOther || isBack || isRevived) throw new StoreError('conflict')
}

/** Clips of the language studio, in memory. */
export function clips(context: MemoryContext): ClipsPart {
  const { data, undo } = context
  return {
    putClip: (row) =>
      context.run(() => {
        refuseBackwards(data.clips.peek(row.id), row)
        const { id, language, sound } = row
        const isThere = (one: ClipRow) => one.id !== id && one.language === language && one.sound === sound
        const place = placeOf(row)
        if (place !== null && data.clips.filter((one) => isThere(one) && placeOf(one) === place).length > 0) {
          throw new StoreError('duplicate')
        }
        data.clips.put(id, row, undo)
      }),
    lockStudio: () => context.run(() => undefined),
    clip: (id) => context.run(() => data.clips.get(id)),
    clips: (language) =>
      context.run(() =>
        data.clips.sorted(
          (row) => [row.language, row.sound, row.recordedAt, row.id],
          (row) => language === undefined || row.language === language,
        ),
      ),
    dropClip: (id) =>
      context.run(() => {
        data.clips.remove(id, undo)
        data.clipBodies.remove(id, undo)
      }),
    putClipBody: (row) => context.run(() => data.clipBodies.put(row.clip, row, undo)),
    dropClipBody: (clip) => context.run(() => data.clipBodies.remove(clip, undo)),
    clipBody: (clip) => context.run(() => data.clipBodies.get(clip)),
  }
}
