import type { GuideDefinition } from './guideDefinition.ts'
import { guideFromLadder } from './guideFromLadder.ts'
import { failuresOf, warningsOf } from './guides.ts'
import { loadGuides } from './guidesPack.ts'
import type { GuideText } from './guideText.ts'
import { loadActivationLadder } from './ladderDefinition.ts'

/** What one clip says: the words of a step, a warning, or what helps when a step failed. */
export interface Sentence {
  readonly sound: string
  readonly kind: 'step' | 'warning' | 'remedy'
  /** Said one after the other. */
  readonly texts: readonly GuideText[]
}

/** What is said in a guide, in the order in which it is met, each once. */
export function sentencesOf(guide: GuideDefinition): readonly Sentence[] {
  const said = guide.steps.flatMap((step): Sentence[] => [
    { sound: step.sound, kind: 'step', texts: [step.title, step.text, ...(step.look ? [step.look] : [])] },
    ...warningsOf(guide, step).map(({ sound, text }): Sentence => ({ sound, kind: 'warning', texts: [text] })),
    ...failuresOf(guide, step).map(({ sound, remedy }): Sentence => ({ sound, kind: 'remedy', texts: [remedy] })),
  ])
  return [...new Map(said.map((sentence) => [sentence.sound, sentence])).values()]
}

/** Of these guides, of those that ship and of the activation: every sound that somebody may record. */
export function soundsOf(published: readonly GuideDefinition[]): ReadonlySet<string> {
  const activation = guideFromLadder(loadActivationLadder(), () => undefined)
  const guides = [...loadGuides(), activation, ...published]
  return new Set(guides.flatMap((guide) => sentencesOf(guide).map(({ sound }) => sound)))
}
