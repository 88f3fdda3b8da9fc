import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { newestGuides } from '../../domain/guides.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { usePackValue } from '../storage/usePacks.ts'
import { activationGuide } from './activationGuide.ts'

/** The activation stands after what prepares for it. */
const activationAfter = 'vneid-level-2-prepare'
const none: readonly GuideDefinition[] = []

/** Every guide of this tablet in the order of the list: what ships with the app, what the commune published, the activation's own. */
export function useGuides(): readonly GuideDefinition[] {
  const published = usePackValue((packs) => packs.guides, none)
  const activation = activationGuide()
  return newestGuides(loadGuides(), published).flatMap((guide) =>
    guide.id === activationAfter ? [guide, activation] : [guide],
  )
}
