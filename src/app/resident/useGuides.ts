import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { activationGuide } from './activationGuide.ts'

/** The activation stands after what prepares for it. */
const activationAfter = 'vneid-level-2-prepare'

/** Every guide of this tablet, the activation's own among them, in the order of the list. */
export function useGuides(): readonly GuideDefinition[] {
  const activation = activationGuide()
  return loadGuides().flatMap((guide) => (guide.id === activationAfter ? [guide, activation] : [guide]))
}
