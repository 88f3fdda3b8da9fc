import type { ComponentChildren } from 'preact'
import type { GuideDefinition, GuideStep } from '../../domain/guideDefinition.ts'
import { failuresOf } from '../../domain/guides.ts'
import { Choice } from '../ui/choice/Choice.tsx'
import { DraftNote } from './ReaderNote.tsx'
import { Shared, SharedKey } from './Shared.tsx'

/** Stands for a reason that no list knows. */
export const otherReason = 'other'

interface Props {
  guide: GuideDefinition
  step: GuideStep
  value: string
  onChange: (value: string) => void
  error: ComponentChildren
}

/** Why a step did not work, from what is known to go wrong there. */
export function WhyChoice({ guide, step, value, onChange, error }: Props) {
  const failures = failuresOf(guide, step)
  return (
    <>
      <Choice
        id="why"
        labelAs="title"
        label={<SharedKey of={guide.kind === 'learn' ? 'guide:why.unclear' : 'guide:why.question'} />}
        hint={<SharedKey of="guide:why.hint" />}
        error={error}
        columns={failures.length > 3 ? 2 : 1}
        options={[
          ...failures.map(({ id, label }) => ({ value: id, label: <Shared text={label} /> })),
          { value: otherReason, label: <SharedKey of="guide:why.other" /> },
        ]}
        value={value}
        onChange={onChange}
      />
      <DraftNote of="guide:why.hint" />
    </>
  )
}
