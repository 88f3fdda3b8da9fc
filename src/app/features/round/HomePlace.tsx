import { useState } from 'preact/hooks'
import { type PointAgreer, pointAgreers } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { roundedPoint } from '../../../domain/mapPoint.ts'
import { formatDay } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import type { RoundPort, TonightHousehold } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Taps } from './Taps.tsx'
import { type Fix, useWhereabouts, type Whereabouts } from './useWhereabouts.ts'
import { wayWords } from './wayWords.ts'

/** A wider circle has several houses in it. */
const mostWithin = 100

interface Props {
  port: RoundPort
  household: TonightHousehold
}

/** Where the house is: asked of the tablet once somebody of the house agreed, taken back at any time (SPEC RND-2). No map, no line. */
export function HomePlace({ port, household: { id, point } }: Props) {
  const { now } = usePorts()
  const { state, look, stop } = useWhereabouts()
  const [by, setBy] = useState<PointAgreer | ''>('')
  const [told, setTold] = useState<'saved' | 'removed' | 'failed' | null>(null)

  async function write(at: object | null) {
    stop()
    setBy('')
    try {
      await port.save(id, { point: { at } })
      setTold(at ? 'saved' : 'removed')
    } catch {
      setTold('failed')
    }
  }
  const keep = (fix: Fix, agreer: PointAgreer) =>
    write({ ...roundedPoint(fix), agreed: true, by: agreer, within: fix.within, on: localDay(now()) })

  function agree(agreer: PointAgreer) {
    setBy(agreer)
    setTold(null)
    look((fix) => void keep(fix, agreer))
  }
  const again = () => (by === '' ? look() : agree(by))
  function leave() {
    setBy('')
    stop()
  }

  return (
    <section class="stack" aria-labelledby="place-title">
      <h2 id="place-title">{t('round:point.title')}</h2>
      {point ? (
        <p>
          {t('round:point.kept', { day: formatDay(point.on), by: agreerWords(point.by), within: withinWords(point) })}
        </p>
      ) : (
        <>
          <p class="measure">{t('round:point.lead')}</p>
          <Taps
            title={t('round:point.question')}
            options={pointAgreers.map((one) => ({ value: one, text: t(`round:point.agrees.${one}`) }))}
            value={by}
            onTap={agree}
          />
        </>
      )}
      <div role="status" class="stack stack--tight">
        {told && <Notice tone={told === 'failed' ? 'warning' : 'done'}>{t(`round:point.${told}`)}</Notice>}
        {point && 'fix' in state && state.fix && (
          <p>
            <strong>{wayWords(state.fix, point)}</strong>
          </p>
        )}
        <Looking state={state} />
      </div>
      <div class="cluster">
        {state.kind === 'looking' && by !== '' && state.fix && state.fix.within <= mostWithin && (
          <Button icon="check" onClick={() => state.fix && void keep(state.fix, by)}>
            {t('round:point.take', { within: state.fix.within })}
          </Button>
        )}
        {state.kind === 'problem' && (
          <Button icon="refresh" onClick={again}>
            {t('common:retry')}
          </Button>
        )}
        {(state.kind === 'looking' || state.kind === 'problem') && (
          <Button icon="close" onClick={leave}>
            {t('round:point.leave')}
          </Button>
        )}
        {point && (state.kind === 'idle' || state.kind === 'found') && (
          <Button icon="search" onClick={() => look()}>
            {t('round:point.howFar')}
          </Button>
        )}
        {point && (
          <Button variant="danger" icon="trash" onClick={() => void write(null)}>
            {t('round:point.remove')}
          </Button>
        )}
      </div>
    </section>
  )
}

const agreerWords = (by: string): string =>
  t(hasText(`round:point.by.${by}`) ? `round:point.by.${by}` : 'round:point.by.house')

const withinWords = ({ within }: { within: number | null }): string =>
  within === null ? '' : t('round:point.within', { metres: within })

function Looking({ state }: { state: Whereabouts }) {
  if (state.kind === 'problem') return <Notice tone="warning">{t(`round:point.problem.${state.problem}`)}</Notice>
  if (state.kind !== 'looking') return null
  if (!state.fix) return <p>{t('round:point.looking')}</p>
  const wide = state.fix.within > mostWithin
  return <p>{t(wide ? 'round:point.wide' : 'round:point.closer', { metres: state.fix.within })}</p>
}
