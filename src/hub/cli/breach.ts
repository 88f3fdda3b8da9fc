import { breachList as listOf } from '../desk/breachList.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { deviceOf } from './deviceOf.ts'
import type { Output } from './Output.ts'
import { communeOf, withHub } from './withHub.ts'

/** `breach-list --device ID-or-label`: who may have been on a tablet. It names residents: for the officer's eyes. */
export async function breachList(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { device: 'text', commune: 'text', json: 'yes' })
  const asked = given.must('device')
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const device = await deviceOf(enrol, commune.id, asked)
    const list = await listOf({ store: enrol.store, now: enrol.now }, commune.id, 'cli', device.id)
    if (given.yes('json')) {
      out.json(list)
      return 0
    }
    const until = list.tellUntil === null ? say('notReportedLost') : new Date(list.tellUntil).toISOString()
    out.say(say('breachHead', { device: device.label, count: list.rows.length, until }))
    for (const { name, phone, shortCode } of list.rows) out.say(`${shortCode}\t${name}\t${phone}`)
    return 0
  })
}
