import { Problem } from '../../protocol/problems.ts'
import type { DeskPorts } from './DeskPorts.ts'

/**
 * An officer has looked into an alarm (SPEC CHN-8): it goes from the desk until it is raised once more. `seen` is how often it had
 * been raised when they read it: what came since stands. Throws `Problem` `not-found`.
 */
export function answerAlarm(
  ports: DeskPorts,
  tenant: string,
  officer: string,
  alarm: { id: string; seen: number },
): Promise<void> {
  return ports.store.inTenant(tenant, async (tx) => {
    if (!(await tx.answerAlarm(alarm.id, alarm.seen))) throw new Problem('not-found')
    const { id, seen } = alarm
    const by = `officer:${officer}`
    await tx.audit({ at: ports.now(), actor: by, action: 'answer-alarm', subject: `alarm:${id}`, detail: { seen } })
  })
}
