import { hex } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { verifyAudit } from '../../src/hub/store/verifyAudit.ts'
import { type Receipt, receiptStatement, trustCertificates, verifyStatement } from '../../src/protocol/statements.ts'
import { sha256 } from '../contract/sha256.ts'
import type { FieldTablet } from './FieldTablet.ts'
import type { HubProcess } from './HubProcess.ts'
import { type Owner, ownerOf } from './ownerOf.ts'

/** A promise of security-sync §5 is broken; data are ids and numbers only. */
export class BrokenPromise extends Error {
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`)
  }
}

const must = (holds: boolean, invariant: string, what: string): void => {
  if (!holds) throw new BrokenPromise(invariant, what)
}

/** Rows that must not be there: each query finds what breaks a promise, whatever else is stored. */
const never: ReadonlyArray<readonly [invariant: string, what: string, sql: string]> = [
  [
    'I1',
    'a chain whose head is not its last item',
    `SELECT 1 FROM chain c LEFT JOIN item i ON i.tenant = c.tenant AND i.chain = c.chain AND i.n = c.n
     WHERE i.hash IS DISTINCT FROM c.hash
       OR c.n <> (SELECT count(*) FROM item x WHERE x.tenant = c.tenant AND x.chain = c.chain)`,
  ],
  [
    'STR-4',
    'a frame of which only a part is stored',
    `SELECT 1 FROM frame f WHERE f.up_to_n - f.from_n + 1 <>
       (SELECT count(*) FROM item i
        WHERE i.tenant = f.tenant AND i.chain = f.chain AND i.n BETWEEN f.from_n AND f.up_to_n)`,
  ],
  [
    'STR-4',
    'an item without its frame, or a head that ends no frame',
    `SELECT 1 FROM item i WHERE NOT EXISTS (SELECT 1 FROM frame f WHERE f.tenant = i.tenant AND f.chain = i.chain
       AND i.n BETWEEN f.from_n AND f.up_to_n)
     UNION ALL
     SELECT 1 FROM chain c WHERE NOT EXISTS
       (SELECT 1 FROM frame f WHERE f.tenant = c.tenant AND f.chain = c.chain AND f.up_to_n = c.n)`,
  ],
  [
    'SES-5',
    'an item without its session header',
    `SELECT 1 FROM item i LEFT JOIN session_header s ON s.tenant = i.tenant AND s.device = i.device AND s.sid = i.sid WHERE s.sid IS NULL`,
  ],
  [
    'VDT-1',
    'an item that neither waits for apply nor has a verdict, or waits for its first and has one',
    `SELECT 1 FROM item i
       LEFT JOIN pending p ON p.tenant = i.tenant AND p.chain = i.chain AND p.n = i.n
       LEFT JOIN verdict v ON v.tenant = i.tenant AND v.chain = i.chain AND v.n = i.n
     WHERE NOT i.quarantined AND (p.n IS NULL OR p.again) = (v.n IS NULL)`,
  ],
  [
    'I2',
    'an item that changed a group twice',
    `SELECT 1 FROM change WHERE chain IS NOT NULL GROUP BY tenant, chain, n, "group" HAVING count(*) > 1`,
  ],
  [
    'I2',
    'a record whose version is not the number of its changes (one made with nothing in it has none for its first, an erased one none for its last)',
    `SELECT 1 FROM record r WHERE r.version <>
       (SELECT count(DISTINCT c.version) + CASE WHEN bool_or(c.version = 1) THEN 0 ELSE 1 END
          + CASE WHEN r.status = 'erased' THEN 1 ELSE 0 END FROM change c
        WHERE c.tenant = r.tenant AND c.record = r.id AND c.outcome <> 'conflict')`,
  ],
  [
    'I2',
    'an applied item without its record',
    `SELECT 1 FROM verdict v LEFT JOIN record r ON r.tenant = v.tenant AND r.id = v.record
     WHERE v.state = 'applied' AND r.id IS NULL`,
  ],
  [
    'I8',
    'a sequence number given twice, or beyond the counter',
    `SELECT 1 FROM (SELECT tenant, seq FROM verdict UNION ALL SELECT tenant, seq FROM record) s
       JOIN counter c ON c.tenant = s.tenant
     GROUP BY s.tenant, s.seq HAVING count(*) > 1 OR s.seq > max(c.seq)`,
  ],
]

/** Receipts as tablets took them, each checked against the pinned root once more (I6). */
export async function receiptsOf(tablet: FieldTablet): Promise<Array<{ jws: string; receipt: Receipt }>> {
  const { certificates } = await tablet.disk.identity()
  const keys = await trustCertificates(nodeCrypto, tablet.who.rootKey, certificates)
  const kept: Array<{ jws: string; receipt: Receipt }> = []
  for (const jws of new Set(tablet.disk.receipts)) {
    const receipt = await verifyStatement(nodeCrypto, keys, receiptStatement, jws)
    if (!receipt) throw new BrokenPromise('I6', 'a receipt that a tablet took does not verify')
    kept.push({ jws, receipt })
  }
  return kept
}

/** Every receipt ever given is honoured: the items are there, with the hash that was signed (RCP-1, RCP-4). */
async function checkReceipts(owner: Owner, tablet: FieldTablet): Promise<void> {
  for (const { jws, receipt } of await receiptsOf(tablet)) {
    const [row] = await owner.rows<{ hash: Buffer; jws: string; held: number }>(
      `SELECT i.hash, r.jws, (SELECT count(*) FROM item x WHERE x.chain = i.chain AND x.n <= i.n) AS held
       FROM item i JOIN receipt r ON r.tenant = i.tenant AND r.chain = i.chain AND r.up_to_n = i.n
       WHERE i.tenant = $1 AND i.chain = $2 AND i.n = $3`,
      [receipt.tenant, receipt.chain, receipt.n],
    )
    must(row !== undefined, 'I1', `no item ${receipt.n}, for which there is a receipt`)
    must(row?.held === receipt.n, 'I1', `${row?.held} of ${receipt.n} items that a receipt covers`)
    must(row !== undefined && hex(row.hash) === receipt.h, 'I1', `item ${receipt.n} has another hash than its receipt`)
    must(row?.jws === jws, 'RCP-4', `another receipt for item ${receipt.n}`)
  }
}

/** The audit chain holds, and every head that a receipt tells is in it (I6). */
async function checkAudit(hub: HubProcess, tablets: readonly FieldTablet[]): Promise<void> {
  const store = new PgStore({ url: hub.ownerUrl, sha256, poolSize: 1 })
  try {
    for (const { id: tenant } of await store.tenants()) {
      const own = tablets.filter((tablet) => tablet.who.tenant === tenant)
      const heads = (await Promise.all(own.map(receiptsOf))).flat().map(({ receipt }) => receipt.audit)
      const audit = await store.inTenant(tenant, (tx) => verifyAudit(tx, sha256, heads))
      must(audit.ok, 'I6', audit.ok ? '' : `the audit chain: ${audit.why} at ${audit.at}`)
    }
  } finally {
    await store.close()
  }
}

/** What holds at any moment, also while items wait: called after every crash. Throws `BrokenPromise`. */
export async function checkHub(hub: HubProcess, tablets: readonly FieldTablet[]): Promise<void> {
  await ownerOf(hub, async (owner) => {
    for (const [invariant, what, sql] of never) must((await owner.rows(sql)).length === 0, invariant, what)
    for (const tablet of tablets) await checkReceipts(owner, tablet)
  })
  await checkAudit(hub, tablets)
}

/** Resolves when apply has nothing left to do. */
export async function applied(hub: HubProcess): Promise<void> {
  await ownerOf(hub, async (owner) => {
    // each look is a round trip to the database: that, not a clock, is what passes between two of them
    const until = performance.now() + 60_000
    while ((await owner.count('SELECT count(*) FROM pending')) > 0) {
      if (performance.now() > until) throw new BrokenPromise('VDT-1', 'items wait for apply for a minute')
    }
  })
}

/** What holds when everything has arrived: every save is at the hub once, with a verdict, and known as stored to its tablet. */
export async function checkArrived(hub: HubProcess, tablets: readonly FieldTablet[]): Promise<void> {
  await checkHub(hub, tablets)
  await ownerOf(hub, async (owner) => {
    for (const { disk, saves } of tablets) {
      for (const { chain, n, record } of saves) {
        const [row] = await owner.rows<{ hash: Buffer; state: string | null; record: string | null }>(
          `SELECT i.hash, v.state, v.record FROM item i
             LEFT JOIN verdict v ON v.tenant = i.tenant AND v.chain = i.chain AND v.n = i.n
           WHERE i.chain = $1 AND i.n = $2`,
          [chain, n],
        )
        must(row !== undefined, 'I1', `item ${n} is not at the hub`)
        must(row !== undefined && disk.sameHash(chain, n, row.hash), 'I1', `item ${n} has another hash at the hub`)
        must(disk.isReceipted(chain, n), 'I1', `item ${n} is not known as stored on its tablet`)
        if (row?.state === 'applied') must(row.record === record, 'I2', `item ${n} went into another record`)
      }
    }
  })
}
