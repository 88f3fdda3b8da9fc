import { buildPayload } from '../../../src/app/storage/drafts/buildPayload.ts'
import type { DraftContent } from '../../../src/app/storage/drafts/draftContent.ts'
import { webLocks } from '../../../src/app/storage/platform/webLocks.ts'
import type { Place } from '../../../src/app/storage/seal/SealedOutbox.ts'
import { uuidsIn } from '../../../src/app/storage/sync/pageRow.ts'
import { webCrypto } from '../../../src/crypto/web/webCrypto.ts'
import { recordTypes } from '../../../src/domain/records.ts'
import type { PulledRecord } from '../../../src/protocol/page.ts'
import { SyncLoop } from '../../../src/sync/SyncLoop.ts'
import { syncOnce } from '../../../src/sync/syncOnce.ts'
import { clock, type OpenTablet, openTablet } from './openTablet.ts'
import { editPatch, type Groups, recordId, type StandardCase, toCase, toGroups } from './standardCase.ts'

/*
 * The yardstick's page of this project (bench README): the product's own storage, sealing and sync rooms. A captured case is
 * sealed for good as "Xong" does it, but without the command to submit, because a submitted case leaves the tablets and the
 * yardstick wants to see it on a second one.
 */

let tablet: OpenTablet | null = null
/** where each record was last sealed here: the base of the next edit (SPEC ITM-5) */
const places = new Map<string, Place>()

function opened(): OpenTablet {
  if (!tablet) throw new Error('not open')
  return tablet
}

export async function open(): Promise<void> {
  tablet ??= await openTablet()
}

function contentOf(id: string, groups: Groups): DraftContent {
  return {
    id,
    type: 'activation',
    title: String(groups.identity?.name ?? ''),
    at: '',
    groups,
    baseVersion: 0,
    parent: null,
    createdAt: 0,
    updatedAt: 0,
    owner: '',
    returnNote: null,
    command: 'submit',
    read: null,
    sealed: null,
  }
}

async function seal(content: DraftContent): Promise<void> {
  const { outbox, vault } = opened()
  const place = await outbox.seal({
    record: recordTypes.activation,
    ref: { record: content.id, title: content.title },
    payload: (place) => buildPayload(content, null, place),
    prepare: async () => (tx) => vault.remove(tx, content.id, 0, () => undefined),
  })
  places.set(content.id, place)
}

export const capture = (c: StandardCase): Promise<void> => seal(contentOf(recordId(c.id), toGroups(c)))

export async function edit(id: string, field: string, value: string): Promise<void> {
  const record = recordId(id)
  const content = { ...contentOf(record, editPatch(field, value, clock.now())), title: '', read: {} }
  const sealed = places.get(record)
  if (sealed) return seal({ ...content, sealed })
  const pulled = await opened().records.find(record)
  if (!pulled) throw new Error('no such case')
  await seal({ ...content, baseVersion: pulled.version })
}

/** Rounds of the product's own loop until one is done; with the team key they pull too. */
async function rounds(pulls: boolean): Promise<void> {
  const { store, line, keyring } = opened()
  const ending = new AbortController()
  const loop = new SyncLoop(
    {
      clock,
      random: () => 1,
      round: (signal) =>
        syncOnce(
          {
            crypto: webCrypto,
            clock,
            random: Math.random,
            line,
            store,
            teamKeys: pulls ? (keyId) => keyring.require().teamKeys.get(keyId) ?? null : null,
          },
          signal,
        ),
      hasWork: async () => true,
      exclusively: async (work) => {
        const done = await webLocks.holdIfFree('tram-so-sync', work)
        return done === 'taken' ? null : done
      },
      onState: (state) => {
        if (state.kind === 'waiting' && state.outcome?.kind === 'done') ending.abort()
      },
      onTrouble: (error) => {
        throw error
      },
    },
    { firstMs: 200, capMs: 200 },
  )
  await loop.run(ending.signal)
}

export const syncUp = (): Promise<void> => rounds(false)

/** Until what the hub was asked for is here, and what was sent from here is decided. */
export async function pull(expected: number): Promise<void> {
  const { db } = opened()
  const undecided = async () => (await db.outbox.toArray()).some(({ state }) => state === undefined)
  for (;;) {
    await rounds(true)
    if ((await count()) >= expected && !(await undecided())) return
    await clock.sleep(200, new AbortController().signal)
  }
}

export async function count(): Promise<number> {
  const ids = new Set(places.keys())
  await opened().db.pages.each((row) => {
    for (const id of uuidsIn(row.ids)) ids.add(id)
  })
  return ids.size
}

const caseOf = ({ id, groups }: PulledRecord): StandardCase =>
  toCase(id, Object.fromEntries(Object.entries(groups).map(([name, { value }]) => [name, value])))

export const list = async (n: number): Promise<StandardCase[]> => (await opened().records.open(n)).map(caseOf)
export const all = (): Promise<StandardCase[]> => list(Number.POSITIVE_INFINITY)

/** ms that unlocking took, for a figure without it */
export const unlockMs = (): number => opened().unlockMs

/** Nothing to let go of: no connection outlives a round. */
export const rest = async (): Promise<void> => undefined
