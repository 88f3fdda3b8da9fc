import type { KnownFailure, Ladder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

interface Props {
  ladder: Ladder
  /** The known failure that was named last; none: a person helps. */
  failure: KnownFailure | undefined
  onStop: () => void
}

/** Comes by itself after two failed tries: what to do, who can help, what to bring (look.md). Nobody is blamed. */
export function Remedy({ ladder, failure, onStop }: Props) {
  const { hotline } = ladder
  const remedy = failure ? t(`ladder:failure.${failure.id}.remedy`, { hotline }) : t('ladder:failure.other.remedy')
  const who = failure?.who ?? 'volunteer'
  const bring = (failure?.bring ?? []).map((id) => t(`ladder:bring.${id}`)).join(', ')
  return (
    <Notice tone="help" title={t('activation:step.remedyTitle')} live>
      <p>{remedy}</p>
      <p>
        <strong>{t(`ladder:who.${who}`, { hotline })}.</strong>{' '}
        {bring !== '' && t('activation:step.bring', { what: bring })}
      </p>
      {failure && !failure.verified && <p class="muted">{t('ladder:unverified')}</p>}
      <p class="activation__stop">
        <Button onClick={onStop}>{t('activation:step.stop')}</Button>
      </p>
    </Notice>
  )
}
