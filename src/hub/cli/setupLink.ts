import { setupLinkOf } from '../startHub.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { withHub } from './withHub.ts'

/** `setup-link`: the one-time link that makes the next commune. */
export async function setupLink(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { json: 'yes' })
  return withHub(async ({ settings, identity, enrol }) => {
    const setupUrl = `${settings.officeUrl}/setup#token=${await setupLinkOf(enrol, identity).token()}`
    if (given.yes('json')) out.json({ setupUrl })
    else out.say(say('setupAt', { url: setupUrl }))
    return 0
  })
}
