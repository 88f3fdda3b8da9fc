import { createHash } from 'node:crypto'
import { verifyAudit } from '../store/verifyAudit.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { communeOf, withHub } from './withHub.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

/** `verify-audit`: walk the audit chain of each commune, or of one; exit 1 when any line is not as it was written. */
export async function verifyAuditCommand(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', json: 'yes' })
  return withHub(async ({ enrol }) => {
    const asked = given.text('commune')
    const communes = asked === undefined ? await enrol.store.tenants() : [await communeOf(enrol, asked)]
    let exitCode = 0
    for (const { id, communeCode } of communes) {
      const found = await enrol.store.inTenant(id, (tx) => verifyAudit(tx, sha256))
      if (!found.ok) exitCode = 1
      if (given.yes('json')) out.json({ commune: id, communeCode, ...found })
      else if (found.ok) out.say(say('auditValid', { commune: communeCode, lines: found.lines }))
      else out.complain(say(`audit-${found.why}`, { commune: communeCode, at: found.at }))
    }
    return exitCode
  })
}
