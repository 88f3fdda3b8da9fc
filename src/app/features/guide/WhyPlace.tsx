import { useState } from 'preact/hooks'
import { plainWords } from '../../resident/plainWords.ts'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { otherReason, WhyChoice } from '../../resident/WhyChoice.tsx'
import { guideHref, guidesHref } from './guidePath.ts'
import type { PlaceProps } from './PlaceProps.ts'

/** Why a step did not work; the step comes back with what helps. */
export function WhyPlace({ guide, step, run, go }: PlaceProps) {
  const [chosen, setChosen] = useState('')
  const [error, setError] = useState<{ fieldId: string; of: string } | null>(null)
  const back = guideHref(guide.id, 'step', step.id)

  function record() {
    if (chosen === '') return setError({ fieldId: 'why', of: 'guide:why.missing' })
    run.note(step.id, 'failed', chosen === otherReason ? undefined : chosen)
    go(back)
  }

  return (
    <ResidentPage
      title={plainWords(guide.title)}
      homeHref={guidesHref}
      backHref={back}
      error={error}
      onEdit={() => setError(null)}
      next={{ of: 'guide:why.see', run: record }}
    >
      <WhyChoice
        guide={guide}
        step={step}
        value={chosen}
        onChange={setChosen}
        error={error ? <SharedKey of={error.of} /> : undefined}
      />
    </ResidentPage>
  )
}
