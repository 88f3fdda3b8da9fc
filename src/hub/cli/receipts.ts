import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { base64url } from '../../crypto/bytes.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { communeOf, withHub } from './withHub.ts'

interface KeptReceipt {
  device: string
  chain: string
  upToN: number
  receipt: string
}

async function lastReceipts(tx: TenantTx): Promise<KeptReceipt[]> {
  const kept: KeptReceipt[] = []
  for (const device of await tx.devices()) {
    for (const { chain } of await tx.chainsOf(device.id)) {
      const row = await tx.lastReceipt(chain)
      if (row) kept.push({ device: device.label, chain, upToN: row.upToN, receipt: row.jws })
    }
  }
  return kept
}

/**
 * `receipts --to FOLDER`: write each tablet's last receipt as a file that `verify-receipt` reads on its own. A receipt holds
 * ids, numbers and hashes, nobody's data (SPEC RCP-1).
 */
export async function receipts(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { to: 'text', commune: 'text', json: 'yes' })
  const folder = given.must('to')
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const kept = await enrol.store.inTenant(commune.id, lastReceipts)
    mkdirSync(folder, { recursive: true })
    const files = kept.map(({ device, chain, upToN, receipt }) => {
      const file = join(folder, `receipt-${device}-${chain.slice(0, 8)}-${upToN}.json`.replace(/[^\w./-]/g, '_'))
      const content = { receipt, certificates: [...enrol.certificates], rootKey: base64url(enrol.rootKey) }
      writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`)
      return file
    })
    if (given.yes('json')) out.json({ files })
    else out.say(say('receiptsWritten', { count: files.length, folder }))
    return 0
  })
}
