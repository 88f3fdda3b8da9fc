import { Problem } from '../../protocol/problems.ts'
import { answerChallenge as answer } from '../enrol/answerChallenge.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/**
 * `answer-challenge --challenge CODE`: the answer to what a tablet without a line shows for a forgotten PIN (SPEC KEY-8), with whose
 * it is: check who calls before reading it out.
 */
export async function answerChallenge(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { challenge: 'text', commune: 'text', json: 'yes' })
  const challenge = given.must('challenge')
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const found = await answer(enrol, commune.id, 'cli', challenge).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not-found') throw new CommandError('challenge-unknown')
      return explained(error)
    })
    if (given.yes('json')) out.json(found)
    else {
      const { volunteer, device } = found
      out.say(say('challengeWhose', { name: volunteer.name, device: device.label }))
      out.say(say('challengeAnswer', { answer: found.answer }))
    }
    return 0
  })
}
