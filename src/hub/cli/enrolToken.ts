import { Problem } from '../../protocol/problems.ts'
import { makeToken } from '../enrol/enrolToken.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/** `enrol-token --unit CODE`: a one-time link to add a tablet. */
export async function enrolToken(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { unit: 'text', team: 'text', commune: 'text', json: 'yes' })
  const unit = given.must('unit')
  return withHub(async ({ settings, enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const link = await makeToken(enrol, commune.id, 'cli', unit, given.text('team')).catch(async (error: unknown) => {
      if (!(error instanceof Problem) || error.data.what !== 'unit') throw error
      const units = await enrol.store.inTenant(commune.id, (tx) => tx.units())
      throw new CommandError('not-found-unit', { unit, codes: units.map((row) => row.code).join(', ') })
    })
    const enrolUrl = `${settings.fieldUrl}/enrol#token=${link.token}`
    const expiresAt = new Date(link.expiresAt).toISOString()
    if (given.yes('json')) out.json({ enrolUrl, token: link.token, expiresAt })
    else {
      out.say(say('enrolAt', { url: enrolUrl }))
      out.say(say('expiresAt', { at: expiresAt }))
    }
    return 0
  })
}
