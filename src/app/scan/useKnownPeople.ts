import { useEffect, useState } from 'preact/hooks'
import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { maybeSamePerson, type NameAndBirth } from '../../domain/samePerson.ts'
import type { DraftSummary } from '../storage/ports.ts'
import { usePorts, useWatch } from '../storage/usePorts.ts'
import { personOfDraft } from './personOfDraft.ts'

/** Open work on this tablet that may be of the same person. Only drafts of that name are opened to see their birth date. */
export function useKnownPeople({ name, birthDate }: NameAndBirth, exceptId: string): readonly DraftSummary[] {
  const { drafts } = usePorts()
  const list = useWatch(drafts.list)
  const [known, setKnown] = useState<readonly DraftSummary[]>([])
  useEffect(() => {
    let here = true
    const namesakes = list.filter(({ id, title }) => id !== exceptId && foldVietnamese(title) === foldVietnamese(name))
    void Promise.all(
      // one that cannot be read just now is not offered
      namesakes.map(async (one) => ({ one, draft: await drafts.get(one.id).catch(() => null) })),
    ).then((found) => {
      const isSame = (draft: Parameters<typeof personOfDraft>[0]) =>
        maybeSamePerson({ name, birthDate }, personOfDraft(draft))
      if (here) setKnown(found.flatMap(({ one, draft }) => (draft && isSame(draft) ? [one] : [])))
    })
    return () => {
      here = false
    }
  }, [drafts, list, name, birthDate, exceptId])
  return known
}
