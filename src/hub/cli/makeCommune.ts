import { z } from 'zod'
import { base64url } from '../../crypto/bytes.ts'
import { setUpCommune } from '../enrol/makeCommune.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { firstLine } from './stdin.ts'
import { CommandError, withHub } from './withHub.ts'

/**
 * `make-commune --code … --list-date … --name … --officer … --display-name …`: a real commune and its first officer, who is its
 * admin. What the set-up link does, for who has the terminal. The password comes on standard input, or is made and shown once.
 */
export async function makeCommune(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, {
    code: 'text',
    'list-date': 'text',
    name: 'text',
    'old-name': 'text',
    officer: 'text',
    'display-name': 'text',
    'password-stdin': 'yes',
    json: 'yes',
  })
  const [communeCode, listDate, name] = [given.must('code'), given.must('list-date'), given.must('name')]
  const officer = { name: given.must('officer'), displayName: given.must('display-name') }
  if (!/^\d{5}$/.test(communeCode)) throw new CommandError('field-wrong', { field: 'code' })
  if (!z.iso.date().safeParse(listDate).success) throw new CommandError('field-wrong', { field: 'list-date' })
  const typed = given.yes('password-stdin') ? await firstLine() : null
  return withHub(async ({ enrol, settings }) => {
    const password = typed ?? base64url(enrol.crypto.random(12))
    const input = { communeCode, listDate, name, oldName: given.text('old-name'), officer: { ...officer, password } }
    const id = await setUpCommune(enrol, input).catch(explained)
    const shown = typed === null ? { password } : {}
    if (given.yes('json')) out.json({ id, communeCode, listDate, name, officer: officer.name, ...shown })
    else {
      out.say(say('communeMade', { name, officer: officer.name }))
      if (typed === null) out.say(say('passwordMade', { password }))
      out.say(say('officeAt', { url: settings.officeUrl }))
    }
    return 0
  })
}
