import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { usePackValue } from '../storage/usePacks.ts'
import { allGuides } from './allGuides.ts'

const none: readonly GuideDefinition[] = []

/** Every guide of this tablet in the order of the list. */
export function useGuides(): readonly GuideDefinition[] {
  return allGuides(usePackValue((packs) => packs.guides, none))
}
