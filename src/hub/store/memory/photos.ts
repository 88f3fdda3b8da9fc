import type { PhotosPart } from '../parts.ts'
import type { PhotoKey, PhotoRow, PhotoState } from '../rows.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'

const keyOf = ({ device, id }: PhotoKey) => `${device}/${id}`
const isEnded = (state: PhotoState) => state === 'erasing' || state === 'erased'
const inOrder = (row: PhotoKey) => [row.device, row.id]

/** Photos of papers, in memory. */
export function photos(context: MemoryContext): PhotosPart {
  const { data, undo } = context
  const change = (key: string, part: Partial<PhotoRow>) => {
    const row = data.photos.peek(key)
    if (row) data.photos.put(key, { ...row, ...part }, undo)
  }
  const isNamed = ({ device, id }: PhotoKey) =>
    data.photoRefs.filter((named) => named.device === device && named.photo === id).length > 0
  /** Is it brought to a case that stands, apart from one? */
  const standsWith = ({ device, id }: PhotoKey, apart?: string) =>
    data.photoRefs
      .filter((named) => named.device === device && named.photo === id && named.record !== apart)
      .some((named) => (data.records.peek(named.record)?.status ?? 'erased') !== 'erased')
  return {
    namePhoto: (row) =>
      context.run(() => {
        const [photo, ref] = [{ device: row.device, id: row.photo }, `${row.device}/${row.photo}/${row.record}`]
        if (!data.photoRefs.has(ref)) data.photoRefs.put(ref, row, undo)
        const known = data.photos.peek(keyOf(photo))
        const unseen = { sid: null, length: 0, receivedAt: null, safeAt: null }
        if (!known) data.photos.put(keyOf(photo), { ...photo, ...unseen, state: 'missing' }, undo)
        else if (known.state === 'dropped') change(keyOf(photo), { state: 'missing' })
      }),
    storePhoto: (row) =>
      context.run(() => {
        if (isEnded(data.photos.peek(keyOf(row))?.state ?? 'stored')) return false
        data.photos.put(keyOf(row), { ...row, state: 'stored', safeAt: null }, undo)
        return true
      }),
    losePhoto: (key) =>
      context.run(() => {
        if (data.photos.peek(keyOf(key))?.state === 'stored') change(keyOf(key), { state: 'missing', safeAt: null })
      }),
    photosGone: (device, ids) =>
      context.run(() => {
        for (const id of ids) {
          if (data.photos.peek(keyOf({ device, id }))?.state === 'missing')
            change(keyOf({ device, id }), { state: 'gone' })
        }
      }),
    photo: (key) => context.run(() => data.photos.get(keyOf(key))),
    photosOf: (device, ids) =>
      context.run(() => data.photos.sorted(inOrder, (row) => row.device === device && ids.includes(row.id))),
    wantedPhotos: (device, limit) =>
      context.run(() =>
        data.photos
          .sorted(inOrder, (row) => row.device === device && row.state === 'missing')
          .slice(0, limit)
          .map(({ id }) => id),
      ),
    casePhotos: (record) =>
      context.run(() =>
        data.photoRefs
          .filter((named) => named.record === record)
          .flatMap(({ device, photo }) => data.photos.peek(keyOf({ device, id: photo })) ?? [])
          .sort((a, b) => (`${a.id} ${a.device}` < `${b.id} ${b.device}` ? -1 : 1))
          .map(cloneRow),
      ),
    erasePhotos: (record) =>
      context.run(() => {
        for (const { device, photo: id } of data.photoRefs.filter((named) => named.record === record)) {
          const row = data.photos.peek(keyOf({ device, id }))
          if (row && !isEnded(row.state) && !standsWith(row, record))
            change(keyOf(row), { state: 'erasing', safeAt: null })
        }
      }),
    endPhotos: (device, ids) =>
      context.run(() => {
        for (const id of ids) {
          const row = data.photos.peek(keyOf({ device, id }))
          const unseen = { sid: null, length: 0, receivedAt: null, safeAt: null }
          if (!row) data.photos.put(keyOf({ device, id }), { device, id, ...unseen, state: 'erasing' }, undo)
          else if (!isEnded(row.state) && !standsWith(row)) change(keyOf(row), { state: 'erasing', safeAt: null })
        }
      }),
    erasingPhotos: (limit) =>
      context.run(() =>
        data.photos
          .sorted(inOrder, (row) => row.state === 'erasing')
          .slice(0, limit)
          .map(({ device, id }) => ({ device, id })),
      ),
    photosErased: (keys) =>
      context.run(() => {
        for (const key of keys) {
          if (data.photos.peek(keyOf(key))?.state === 'erasing') change(keyOf(key), { state: 'erased' })
        }
      }),
    storedPhotos: (after, limit) =>
      context.run(() =>
        data.photos
          .sorted(inOrder, (row) => row.state === 'stored' && (after === null || keyOf(row) > keyOf(after)))
          .slice(0, limit),
      ),
    dropUnnamedPhotos: (before, limit) =>
      context.run(() => {
        const old = data.photos
          .sorted(inOrder, (row) => row.state === 'stored' && (row.receivedAt ?? 0) < before && !isNamed(row))
          .slice(0, limit)
        for (const row of old) change(keyOf(row), { state: 'dropped', safeAt: null })
        return old.map(({ device, id }) => ({ device, id }))
      }),
    markPhotosSafe: (keys, at) =>
      context.run(() => {
        const marked = keys.filter((key) => {
          const row = data.photos.peek(keyOf(key))
          return row?.state === 'stored' && row.safeAt === null && isNamed(row)
        })
        for (const key of marked) change(keyOf(key), { safeAt: at })
        return marked.length
      }),
  }
}
