import * as z from 'zod/mini'
import { visitStates } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { type MeetingWord, mostVisits } from '../../../protocol/meetingWord.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { StorageProblem } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'

const visitSchema = z.object({
  household: z.string(),
  state: z.enum(visitStates),
  at: z.number(),
  who: z.string(),
})
/** What was said of a house tonight, by whom. */
export type MetVisit = z.infer<typeof visitSchema>

const heardSchema = z.object({
  device: z.string(),
  label: z.string(),
  count: z.number(),
  visits: z.array(visitSchema),
})

const bookSchema = z.object({
  evening: z.string(),
  /** rises with everything that this tablet says of a house, from evening to evening */
  count: z.number(),
  own: z.array(visitSchema),
  heard: z.array(heardSchema),
})
export type Book = z.infer<typeof bookSchema>

/** Another tab may be quicker a few times. */
const tries = 4
/** Tablets of which a word is kept: a team has a few. */
const mostHeard = 20

interface Parts {
  db: TabletDb
  clock: TabletClock
  keyring: Keyring
}

/**
 * What this tablet did tonight and what others told it, in one row of the team's vault (SPEC MEE-4, STO-1). It is no item and nothing
 * hangs on it: an evening later it is empty.
 */
export class MeetingBook {
  constructor(private readonly parts: Parts) {}

  /** Tonight's page: of an evening before nothing but how far this tablet has counted. */
  async read(): Promise<Book> {
    return (await this.load()).book
  }

  /** One visit of this tablet; `notYet` takes back what was said before. */
  async note(visit: MetVisit): Promise<void> {
    await this.change((book) => {
      const others = book.own.filter(({ household }) => household !== visit.household)
      const own = visit.state === 'notYet' ? others : [...others, visit].slice(-mostVisits)
      return { ...book, own, count: book.count + 1 }
    })
  }

  /** Another tablet's word; `older` and `again` change nothing (SPEC MEE-3). */
  async hear(word: MeetingWord): Promise<'ok' | 'again' | 'older'> {
    let heard: 'ok' | 'again' | 'older' = 'ok'
    await this.change((book) => {
      const { device, label, count } = word
      const before = book.heard.find((one) => one.device === device)
      heard = !before || before.count < count ? 'ok' : before.count === count ? 'again' : 'older'
      if (heard !== 'ok') return book
      const visits = word.visits.map(([household, state, at, who]) => ({
        household,
        state,
        at,
        who: word.who[who] ?? '',
      }))
      const others = book.heard.filter((one) => one.device !== device)
      return { ...book, heard: [...others, { device, label, count, visits }].slice(-mostHeard) }
    })
    return heard
  }

  /** Let go of what the record of a house says by now: by tablet, which houses. */
  async forget(said: (visit: MetVisit) => boolean): Promise<void> {
    await this.change((book) => {
      if (!book.heard.some(({ visits }) => visits.some(said))) return book
      return {
        ...book,
        heard: book.heard.map((one) => ({ ...one, visits: one.visits.filter((visit) => !said(visit)) })),
      }
    })
  }

  private async load(): Promise<{ v: number; book: Book }> {
    const { db, keyring, clock } = this.parts
    const { vault } = keyring.require()
    const [row, evening] = [await readMeta(db, 'meeting'), localDay(clock.now())]
    const parsed = row && bookSchema.safeParse(await vault.open(placeOf(row.v), row.box).catch(() => null))
    const [v, known] = [row?.v ?? 0, parsed?.success ? parsed.data : null]
    if (known?.evening === evening) return { v, book: known }
    // of a page that no key here opens any more: its place has risen with every count
    return { v, book: { evening, count: known?.count ?? v, own: [], heard: [] } }
  }

  private async change(edit: (book: Book) => Book): Promise<void> {
    const { db, keyring } = this.parts
    for (let attempt = 1; attempt <= tries; attempt++) {
      const { v, book } = await this.load()
      const next = edit(book)
      if (next === book) return
      const box = await keyring.require().vault.seal(placeOf(v + 1), next)
      const written = await db.transaction('rw', db.meta, async () => {
        if (((await readMeta(db, 'meeting'))?.v ?? 0) !== v) return false
        await writeMeta(db, 'meeting', { v: v + 1, box })
        return true
      })
      if (written) return
    }
    throw new StorageProblem('failed', { reason: 'draft-moved' })
  }
}

const placeOf = (version: number) => ({ table: 'meta', id: 'meeting', version }) as const
