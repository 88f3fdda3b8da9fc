import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { newestGuides } from '../../domain/guides.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { activationGuide } from './activationGuide.ts'

/** The activation stands after what prepares for it. */
const activationAfter = 'vneid-level-2-prepare'

/** What ships with the app and what the commune published, in the order of the list. */
export const knownGuides = (published: readonly GuideDefinition[]): readonly GuideDefinition[] =>
  newestGuides(loadGuides(), published)

/** These with the activation's own guide at its place. */
export function withActivation(guides: readonly GuideDefinition[]): readonly GuideDefinition[] {
  const activation = activationGuide()
  return guides.flatMap((guide) => (guide.id === activationAfter ? [guide, activation] : [guide]))
}
