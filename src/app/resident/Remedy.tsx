import type { ComponentChildren } from 'preact'
import type { GuideDefinition, GuideFailure } from '../../domain/guideDefinition.ts'
import { Notice } from '../ui/notice/Notice.tsx'
import { bringText } from './bringText.ts'
import { Said, SaidKey } from './Said.tsx'
import { Shared, SharedKey } from './Shared.tsx'

interface Props {
  guide: GuideDefinition
  /** The known failure that was named last; none: a person helps. */
  failure: GuideFailure | undefined
  /** What may be done now, beside going on. */
  action: ComponentChildren
}

/** Comes by itself after two failed tries: what to do, who can help, what to bring (look.md). Nobody is blamed. */
export function Remedy({ guide, failure, action }: Props) {
  const { hotline } = guide
  const bring = failure?.bring ?? []
  return (
    <Notice tone="help" title={<SharedKey of="guide:remedy.title" />} live>
      <p>{failure ? <Said text={failure.remedy} /> : <SaidKey of="ladder:failure.other.remedy" />}</p>
      <p>
        <strong>
          <SaidKey of={`ladder:who.${failure?.who ?? 'volunteer'}`} values={{ hotline }} />
        </strong>{' '}
        {bring.length > 0 && <Shared text={bringText(bring)} />}
      </p>
      {failure && !failure.verified && (
        <p class="muted">
          <SharedKey of="ladder:unverified" />
        </p>
      )}
      <p class="cluster">{action}</p>
    </Notice>
  )
}
