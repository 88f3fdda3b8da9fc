import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { guideFromLadder } from '../../domain/guideFromLadder.ts'
import { loadActivationLadder } from '../../domain/ladderDefinition.ts'
import { written } from '../i18n/written.ts'

/** The activation's ladder as a guide, in the words of `locales/<language>/ladder.json`. */
export function activationGuide(): GuideDefinition {
  const ladder = loadActivationLadder()
  return guideFromLadder(ladder, (language, path) => written(language, `ladder:${path}`, { hotline: ladder.hotline }))
}
