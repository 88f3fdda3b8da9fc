import { useMemo } from 'preact/hooks'
import { knownGuides, withActivation } from '../../resident/allGuides.ts'
import { useLoad } from '../../ui/useLoad.ts'
import type { StudioLanguage } from './studioAnswers.ts'
import { useStudio } from './studioPort.ts'

const everyMs = 20_000
const none: StudioLanguage = { clips: [], translations: [], guides: [] }

/** What there is of a language, with the guides in their order; another officer's work appears by itself. */
export function useStudioLanguage(code: string) {
  const port = useStudio()
  const { value, error, busy, reload } = useLoad(() => port.language(code), `studio ${code}`, everyMs)
  const { clips, translations, guides } = value ?? none
  const known = useMemo(() => knownGuides(guides), [guides])
  return { clips, translations, guides: withActivation(known), isHere: value !== undefined, error, busy, reload }
}
