import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { base64url, fromBase64url } from '../../crypto/bytes.ts'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { parseJws } from '../../protocol/jws.ts'
import { type Receipt, receiptStatement, trustCertificates, verifyStatement } from '../../protocol/statements.ts'
import { say } from '../words.ts'
import { readArguments, UsageError } from './arguments.ts'
import type { Output } from './Output.ts'
import { CommandError } from './withHub.ts'

const fileSchema = z.object({
  receipt: z.string(),
  certificates: z.array(z.string()).default([]),
  rootKey: z.string().optional(),
})

/** Why a receipt is not believed; each has a sentence. */
export type ReceiptRefusal =
  | 'receipt-form'
  | 'receipt-no-root'
  | 'receipt-other-root'
  | 'receipt-no-certificate'
  | 'receipt-forged'

export type ReceiptCheck = { ok: true; receipt: Receipt; rootKey: string } | { ok: false; why: ReceiptRefusal }

function contentOf(text: string): z.infer<typeof fileSchema> | null {
  const trimmed = text.trim()
  if (parseJws(trimmed)) return { receipt: trimmed, certificates: [] }
  try {
    return fileSchema.parse(JSON.parse(trimmed))
  } catch {
    return null
  }
}

/**
 * Check a stored receipt with nothing but its file and the hub's root key (SPEC RCP-1, KEY-2).
 *
 * @param text JSON `{receipt, certificates, rootKey}`
 * @param root base64url of the root's point, 65 bytes; the file's own when null (then it says only what the file claims)
 */
export async function checkReceipt(text: string, root: string | null): Promise<ReceiptCheck> {
  const content = contentOf(text)
  const parts = content ? parseJws(content.receipt) : null
  if (!content || parts?.typ !== receiptStatement.typ) return { ok: false, why: 'receipt-form' }
  const rootKey = root ?? content.rootKey
  if (rootKey === undefined) return { ok: false, why: 'receipt-no-root' }
  if (root !== null && content.rootKey !== undefined && content.rootKey !== root) {
    return { ok: false, why: 'receipt-other-root' }
  }
  const point = fromBase64url(rootKey)
  if (point?.length !== 65) return { ok: false, why: 'receipt-no-root' }
  const trusted = await trustCertificates(nodeCrypto, point, content.certificates)
  if (!trusted.receipt.has(parts.kid)) return { ok: false, why: 'receipt-no-certificate' }
  const receipt = await verifyStatement(nodeCrypto, trusted, receiptStatement, content.receipt)
  return receipt ? { ok: true, receipt, rootKey } : { ok: false, why: 'receipt-forged' }
}

/** `verify-receipt FILE [--root KEY]`: stands alone, needs no database and no hub; exit 0 or 1. */
export async function verifyReceipt(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { root: 'text', json: 'yes' }, 1)
  const [file] = given.rest
  if (file === undefined) throw new UsageError('missingOption', { option: 'FILE' })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CommandError('fileUnreadable', { file })
  }
  const root = given.text('root') ?? null
  const check = await checkReceipt(text, root)
  if (given.yes('json')) out.json(check)
  else if (check.ok) {
    const { n, chain, epoch, exceptions } = check.receipt
    out.say(say('receiptValid', { n, chain, epoch, exceptions: exceptions.length }))
    const digest = await nodeCrypto.sha256(fromBase64url(check.rootKey) ?? new Uint8Array(0))
    out.say(
      say(root === null ? 'receiptRootOfFile' : 'receiptRoot', { fingerprint: base64url(digest.subarray(0, 16)) }),
    )
  } else out.complain(say(check.why))
  return check.ok ? 0 : 1
}
