import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { z } from 'zod'
import { withheldReasons } from '../../src/protocol/problems.ts'
import type { EnrolledTablet } from './enrolTablet.ts'
import { FieldTablet } from './FieldTablet.ts'

const fixtures = resolve(import.meta.dirname, '../contract/fixtures')

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const pair = z.object({ publicKey: bytes, privateKey: bytes })
const pairs = z.object({ sign: pair, box: pair })
const withheld = z.enum(Object.values(withheldReasons)).nullable()
const row = z.object({
  ...{ n: z.int(), type: z.int(), schema: z.int(), sid: z.string(), sealId: bytes, ct: bytes.nullable() },
  ...{ ctHash: bytes, hash: bytes, withheld },
})
const tablet = z.object({
  who: z.object({
    ...{ tenant: z.string(), device: z.string(), team: z.string(), keys: pairs, rootKey: bytes, teamKey: bytes },
    ...{ certificates: z.array(z.string()), teamKeyId: z.int(), volunteer: pairs.extend({ id: z.string() }) },
  }),
  current: z.string(),
  headers: z.array(z.tuple([z.string(), bytes])),
  receipts: z.array(z.string()),
  chains: z.array(
    z.object({
      ...{ chain: z.string(), genesis: bytes, head: z.object({ n: z.int(), hash: bytes }), rows: z.array(row) },
      ...{ receiptedN: z.int(), epoch: z.int(), safeN: z.int() },
    }),
  ),
  saves: z.array(z.object({ chain: z.string(), n: z.int(), record: z.string() })),
})
const factsSchema = z.object({
  schema: z.int(),
  migrations: z.array(z.string()),
  shares: z.array(z.string()),
  hub: z.string(),
  rows: z.int(),
  practice: z.object({ volunteerPin: z.string(), officer: z.object({ name: z.string(), password: z.string() }) }),
  cases: z.array(
    z.object({
      ...{ id: z.string(), shortCode: z.string(), title: z.string(), status: z.string() },
      ...{ version: z.int(), openConflicts: z.int() },
    }),
  ),
  tablets: z.array(tablet),
})
export type OldFacts = z.infer<typeof factsSchema>

/** What an earlier version left behind (`tests/contract/fixtures/README.md`). */
export function oldData(name: string): { facts: OldFacts; backup: string; disk: z.infer<typeof diskSchema> } {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(fixtures, name, file), 'utf8'))
  return {
    facts: factsSchema.parse(read('facts.json')),
    backup: join(fixtures, name, 'hub.tsbackup'),
    disk: diskSchema.parse(read('tablet.json')),
  }
}

/** A tablet of the test kit as it stood then. */
export function oldTablet(
  { who, current, headers, receipts, chains, saves }: z.infer<typeof tablet>,
  url: string,
): FieldTablet {
  const known: EnrolledTablet = who
  const old = new FieldTablet(known, url)
  const { disk } = old
  disk.chainsById.clear()
  for (const { chain, rows, ...rest } of chains) {
    const byNumber = new Map(rows.map((one) => [one.n, one]))
    const whole = { apartAfter: Number.POSITIVE_INFINITY, branch: null }
    disk.chainsById.set(chain, { ...rest, ...whole, rows: byNumber, jws: null })
  }
  disk.current = current
  for (const [sid, header] of headers) disk.headers.set(sid, header)
  disk.receipts.push(...receipts)
  old.saves.push(...saves.map((save) => ({ ...save, type: 1, payload: { g: {} } })))
  return old
}

const keyPath = z.union([z.string(), z.array(z.string())])
const diskSchema = z.object({
  version: z.int(),
  pin: z.string(),
  drafts: z.object({ open: z.object({ id: z.string(), name: z.string() }), waiting: z.string(), sent: z.string() }),
  stores: z.array(
    z.object({
      name: z.string(),
      keyPath,
      indexes: z.array(z.object({ name: z.string(), keyPath })),
      rows: z.array(z.unknown()),
    }),
  ),
})
const keptBytes = z.strictObject({ $bytes: bytes })
const keptKey = z.strictObject({
  $key: z.looseObject({}),
  algorithm: z.looseObject({ name: z.string() }),
  usages: z.array(z.enum(['sign', 'verify', 'deriveBits', 'encrypt', 'decrypt'])),
})

/** A value as a row held it: bytes and keys, which JSON has not; private keys not to be read out, as they were made. */
async function valueOfRow(value: unknown): Promise<unknown> {
  const asBytes = keptBytes.safeParse(value)
  if (asBytes.success) return asBytes.data.$bytes
  const asKey = keptKey.safeParse(value)
  if (asKey.success) {
    const { $key, algorithm, usages } = asKey.data
    return crypto.subtle.importKey('jwk', $key, algorithm, usages.includes('verify') || usages.length === 0, usages)
  }
  if (Array.isArray(value)) return Promise.all(value.map(valueOfRow))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(async ([name, one]) => [name, await valueOfRow(one)] as const)
  return Object.fromEntries(await Promise.all(fields))
}

/** The browser's disk of a tablet as an earlier version left it. */
export async function oldDisk({ version, stores }: z.infer<typeof diskSchema>): Promise<IDBFactory> {
  const disk = new IDBFactory()
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = disk.open('tram-so', version)
    opening.onupgradeneeded = () => {
      for (const { name, keyPath: key, indexes } of stores) {
        const store = opening.result.createObjectStore(name, { keyPath: key })
        for (const index of indexes) store.createIndex(index.name, index.keyPath)
      }
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  for (const { name, rows } of stores) {
    // keys are made before the transaction: waiting for them would end it
    const values = await Promise.all(rows.map(valueOfRow))
    const tx = db.transaction(name, 'readwrite')
    for (const value of values) tx.objectStore(name).put(value)
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve
      tx.onabort = () => reject(tx.error)
    })
  }
  db.close()
  return disk
}
