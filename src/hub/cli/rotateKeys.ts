import { hubSettings } from '../hubSettings.ts'
import { rotateSeal } from '../keys/rotateSeal.ts'
import { places } from '../settings.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'

/** `rotate-keys`: a new key to seal to; the hub takes it at its next start. */
export async function rotateKeys(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { json: 'yes' })
  const { settings } = hubSettings(process.env)
  const kid = await rotateSeal(places(settings.dataDir).keys)
  if (given.yes('json')) out.json({ kid })
  else out.say(say('keysRotated', { kid }))
  return 0
}
