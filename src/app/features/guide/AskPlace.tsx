import { AskPeople } from '../../resident/AskPeople.tsx'
import { plainWords } from '../../resident/plainWords.ts'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { guideHref, guidesHref } from './guidePath.ts'
import type { PlaceProps } from './PlaceProps.ts'

/** A way to a person from every step. */
export function AskPlace({ guide, step, go }: PlaceProps) {
  const back = guideHref(guide.id, 'step', step.id)
  return (
    <ResidentPage
      title={plainWords(guide.title)}
      homeHref={guidesHref}
      backHref={back}
      next={{ of: 'guide:ask.back', run: () => go(back) }}
    >
      <AskPeople hotline={guide.hotline} />
    </ResidentPage>
  )
}
