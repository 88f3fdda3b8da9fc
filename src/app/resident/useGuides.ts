import { useMemo } from 'preact/hooks'
import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { type WordsPack, withWords } from '../../domain/wordsPack.ts'
import { usePackValue } from '../storage/usePacks.ts'
import { knownGuides, withActivation } from './allGuides.ts'

const none: readonly GuideDefinition[] = []
const noWords: readonly WordsPack[] = []

/** Every guide of this tablet in the order of the list, with what translations the commune published. */
export function useGuides(): readonly GuideDefinition[] {
  const published = usePackValue((packs) => packs.guides, none)
  const words = usePackValue((packs) => packs.words, noWords)
  const guides = useMemo(() => withWords(knownGuides(published), words), [published, words])
  return withActivation(guides)
}
