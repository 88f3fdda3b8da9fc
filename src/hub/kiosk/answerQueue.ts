import { localDay } from '../../domain/localDay.ts'
import { kioskLetter, queueNumber } from '../../domain/queueNumber.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { type QueueRequest, queueMessage } from '../../protocol/queue.ts'
import { commonWire } from '../../protocol/versions.ts'
import { type AskPorts, askingDevice } from '../pull/askingDevice.ts'
import type { TenantTx } from '../store/HubStore.ts'

const dayMs = 86_400_000

/** The kiosk's letter: the next one that no kiosk ever had (SPEC KSK-8). */
async function letterOf(tx: TenantTx, device: string): Promise<string> {
  const known = (await tx.kioskLetters()).find((row) => row.device === device)
  if (known) return known.letter
  await tx.lockKioskLetters()
  const letters = await tx.kioskLetters()
  const own = letters.find((row) => row.device === device)
  if (own) return own.letter
  const letter = kioskLetter(letters.length)
  await tx.putKioskLetter({ device, letter })
  return letter
}

/**
 * A kiosk tells which numbers it gave, so that the desk can call them; told again they stay as they are (SPEC KSK-8). What is
 * of no day near the hub's own is dropped: nobody waits with it. Throws `Problem`.
 */
export async function answerQueue(ports: AskPorts, request: QueueRequest): Promise<{ letter: string }> {
  commonWire(request.wire, wireVersions)
  const letter = await ports.store.inTenant(request.tenant, async (tx) => {
    const device = await askingDevice(ports, tx, request, (tenant, id, nonce) =>
      queueMessage(tenant, id, request.numbers, nonce),
    )
    if (device.purpose !== 'kiosk') throw new Problem('not-allowed')
    const now = ports.now()
    const own = await letterOf(tx, device.id)
    const near = [now - dayMs, now, now + dayMs].map(localDay)
    for (const { day, count, ago } of request.numbers) {
      if (!near.includes(day)) continue
      const takenAt = now - Math.min(ago * 1000, dayMs)
      const waiting = { state: 'waiting', counter: null, calledAt: null, calls: 0 } as const
      await tx.addTicket({ day, number: queueNumber(own, count), device: device.id, takenAt, ...waiting })
    }
    return own
  })
  return { letter }
}
