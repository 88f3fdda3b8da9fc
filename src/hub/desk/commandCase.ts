import { type CaseStatus, caseStatuses, decide, parseCaseCommand } from '../../domain/caseStatus.ts'
import { isMessage } from '../../domain/records.ts'
import { Problem } from '../../protocol/problems.ts'
import { withDerived } from '../apply/recordState.ts'
import { versionKey } from '../apply/waitKeys.ts'
import type { RecordRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'

const isStatus = (status: string): status is CaseStatus => caseStatuses.some((known) => known === status)

/**
 * An officer's command on a case: receive with the official mã hồ sơ, send back with a sentence, and the rest of the four
 * steps (domain/caseStatus). `version` is the version the officer saw; another one is `conflict`, so that nobody decides
 * on what they have not read. Throws `Problem`.
 */
export async function commandCase(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  version: number,
  input: unknown,
): Promise<RecordRow> {
  const parsed = parseCaseCommand(input)
  if ('rejected' in parsed) throw new Problem('malformed', { reason: parsed.rejected })
  const { command } = parsed
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const before = await tx.lockRecord(id)
    if (!before || !isStatus(before.status)) throw new Problem('not-found')
    if (before.version !== version) throw new Problem('conflict', { version: before.version })
    const decided = decide(before.status, command, 'officer', isMessage(before.type))
    if ('rejected' in decided) throw new Problem('conflict', { reason: decided.rejected })
    const now = ports.now()
    const after = withDerived(
      {
        ...before,
        version: before.version + 1,
        status: decided.status,
        officialCode: command.name === 'receive' ? command.officialCode : before.officialCode,
        returnNote: command.name === 'sendBack' ? command.sentence : null,
      },
      now,
      await tx.nextSeq(),
    )
    await tx.putRecord(after)
    await tx.requeue(versionKey(id, after.version))
    await tx.putChange({
      record: id,
      version: after.version,
      group: 'status',
      base: before.version,
      set: { ...command, status: after.status },
      before: { status: before.status },
      outcome: 'command',
      actor: `officer:${actor.officer}`,
      device: null,
      chain: null,
      n: null,
      wall: null,
      at: now,
    })
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: command.name,
      subject: `record:${id}`,
      detail: { version: after.version },
    })
    return after
  })
}
