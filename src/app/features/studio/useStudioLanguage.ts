import { useMemo } from 'preact/hooks'
import { allGuides } from '../../resident/allGuides.ts'
import { useLoad } from '../../ui/useLoad.ts'
import type { StudioLanguage } from './studioAnswers.ts'
import { useStudio } from './studioPort.ts'

const everyMs = 20_000
const none: StudioLanguage = { clips: [], guides: [] }

/** What there is of a language, with the guides in their order; another officer's work appears by itself. */
export function useStudioLanguage(code: string) {
  const port = useStudio()
  const { value, error, busy, reload } = useLoad(() => port.language(code), `studio ${code}`, everyMs)
  const { clips, guides } = value ?? none
  const all = useMemo(() => allGuides(guides), [guides])
  return { clips, guides: all, isHere: value !== undefined, error, busy, reload }
}
