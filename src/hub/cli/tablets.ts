import { uuidBytes } from '../../crypto/bytes.ts'
import { enrolCode } from '../../protocol/enrolCode.ts'
import { type DeviceDecision, decideDevice } from '../enrol/decideDevice.ts'
import { reportLost } from '../enrol/reportLost.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { deviceOf } from './deviceOf.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/**
 * `approve-tablet --device ID|LABEL --code DIGITS`: let a tablet in that waits. The six digits are typed from its screen: what
 * was not compared is not let in.
 */
export async function approveTablet(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { device: 'text', code: 'text', commune: 'text', json: 'yes' })
  const [asked, typed] = [given.must('device'), given.must('code').replace(/\s/g, '')]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const device = await deviceOf(enrol, commune.id, asked)
    const place = uuidBytes(commune.id) ?? new Uint8Array(16)
    if ((await enrolCode(enrol.crypto, place, device.signKey, device.boxKey)) !== typed) {
      throw new CommandError('code-differs', { device: device.label })
    }
    const row = await decideDevice(enrol, commune.id, 'cli', device.id, 'approve').catch(explained)
    if (given.yes('json')) out.json({ id: row.id, status: row.status })
    else out.say(say('tabletApproved', { device: row.label }))
    return 0
  })
}

const decided =
  (decision: Exclude<DeviceDecision, 'approve'>) =>
  async (args: readonly string[], out: Output): Promise<number> => {
    const given = readArguments(args, { device: 'text', commune: 'text', json: 'yes' })
    const asked = given.must('device')
    return withHub(async ({ enrol }) => {
      const commune = await communeOf(enrol, given.text('commune'))
      const device = await deviceOf(enrol, commune.id, asked)
      const row = await decideDevice(enrol, commune.id, 'cli', device.id, decision).catch(explained)
      if (given.yes('json')) out.json({ id: row.id, status: row.status })
      else out.say(say(decision === 'refuse' ? 'tabletRefused' : 'tabletRevoked', { device: row.label }))
      return 0
    })
  }

/** `refuse-tablet --device …`: one that waits is not let in. */
export const refuseTablet = decided('refuse')

/** `revoke-tablet --device …`: its right ends now. */
export const revokeTablet = decided('revoke')

/** `report-lost --device …`: revoked, and the hours of the breach list begin. */
export async function lostTablet(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { device: 'text', commune: 'text', json: 'yes' })
  const asked = given.must('device')
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const { id } = await deviceOf(enrol, commune.id, asked)
    const { device, loss } = await reportLost(enrol, commune.id, 'cli', id).catch(explained)
    const reportedAt = new Date(loss.reportedAt).toISOString()
    if (given.yes('json')) out.json({ id: device.id, status: device.status, reportedAt })
    else out.say(say('tabletLost', { device: device.label, at: reportedAt }))
    return 0
  })
}
