import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { newestGuides } from '../../domain/guides.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { activationGuide } from './activationGuide.ts'

/** The activation stands after what prepares for it. */
const activationAfter = 'vneid-level-2-prepare'

/** Every guide in the order of the list: what ships with the app, what the commune published, the activation's own. */
export function allGuides(published: readonly GuideDefinition[]): readonly GuideDefinition[] {
  const activation = activationGuide()
  return newestGuides(loadGuides(), published).flatMap((guide) =>
    guide.id === activationAfter ? [guide, activation] : [guide],
  )
}
