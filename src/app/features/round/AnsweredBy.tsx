import type { CoverageSource } from '../../../domain/householdRecord.ts'
import { t } from '../../i18n/i18n.ts'
import { Taps } from './Taps.tsx'

const answerers = ['resident', 'relative', 'seen'] as const satisfies readonly CoverageSource[]
export type Answerer = (typeof answerers)[number]

/** Who says what is tapped of a house's people. Nobody does until somebody is chosen: a coverage needs a person's word. */
export function AnsweredBy({ value, onTap }: { value: Answerer | ''; onTap: (answerer: Answerer) => void }) {
  return (
    <Taps
      title={t('round:answeredBy.question')}
      options={answerers.map((one) => ({ value: one, text: t(`round:answeredBy.${one}`) }))}
      value={value}
      onTap={onTap}
    />
  )
}
