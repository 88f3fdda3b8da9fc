import { nextSetupStep, setupStateOf, setupSteps } from '../../domain/setupProgress.ts'
import { setupFacts } from '../enrol/setupFacts.ts'
import { hubCareState } from '../hubCare.ts'
import { hubSettings } from '../hubSettings.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { communeOf, withHub } from './withHub.ts'

const marks = { done: '✓', look: '!', todo: '·' } as const

/** `setup-state`: what of the set-up stands and what is left to do, as the desk's set-up page shows it. */
export async function setupState(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', json: 'yes' })
  return withHub(async ({ enrol, settings }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const { sheet, backups, https } = await hubCareState(settings, hubSettings(process.env).tls)
    const facts = { ...(await setupFacts(enrol.store, commune.id)), sheet, backups, https: https.state }
    const steps = Object.fromEntries(setupSteps.map((step) => [step, setupStateOf(step, facts)]))
    const next = nextSetupStep(facts)
    if (given.yes('json')) {
      out.json({ commune: commune.id, steps, next })
      return 0
    }
    for (const step of setupSteps) out.say(`${marks[setupStateOf(step, facts)]} ${say(`setup-${step}`)}`)
    out.say(
      next === null ? say('setupAllDone') : say('setupNext', { step: say(`setup-${next}`), url: settings.officeUrl }),
    )
    return 0
  })
}
