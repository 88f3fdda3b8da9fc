import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { foldVietnamese, matchesWords } from '../../../domain/foldVietnamese.ts'
import { mostStops } from '../../../domain/householdRecord.ts'
import { movedKey } from '../../../domain/repeatedGroups.ts'
import { t } from '../../i18n/i18n.ts'
import type { TonightHousehold } from '../../storage/ports.ts'
import { Button } from '../../ui/button/Button.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { householdName, remainsText } from './householdWords.ts'

/** So many houses are drawn at a time, as in tonight's list. */
const drawnAtOnce = 40

interface Props {
  /** all of the hamlet, in its order */
  houses: readonly TonightHousehold[]
  /** ids of those that are gone to, in walking order */
  stops: readonly string[]
  onChange: (stops: readonly string[]) => void
  /** what puts them all in order at once */
  children: ComponentChildren
}

const aboutOf = (house: TonightHousehold) =>
  [t(`round:visit.${house.visit.state}`), remainsText(house), house.address].filter(Boolean).join(' · ')

/** The houses of an evening in walking order, each a place up or down by a tap or a key; below them those that nobody goes to. */
export function StopsInOrder({ houses, stops, onChange, children }: Props) {
  const [query, setQuery] = useState('')
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const [told, setTold] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const moved = useRef<{ id: string; by: -1 | 1 } | null>(null)
  const byId = useMemo(() => new Map(houses.map((house) => [house.id, house])), [houses])
  const walk = stops.flatMap((id) => byId.get(id) ?? [])
  const rest = useMemo(() => {
    const out = houses.filter(({ id }) => !stops.includes(id))
    return out.map((house) => ({
      house,
      words: foldVietnamese([house.number, house.head, house.address].join(' ')).split(' '),
    }))
  }, [houses, stops])
  const found = rest.filter(({ words }) => matchesWords(words, query))

  function move(house: TonightHousehold, by: -1 | 1) {
    const next = movedKey(stops, house.id, by)
    moved.current = { id: house.id, by }
    const at = next.indexOf(house.id) + 1
    setDrawn(Math.max(drawn, at))
    setTold(t('round:planning.isAt', { household: householdName(house), at, all: next.length }))
    onChange(next)
  }

  // a row that moves in the page loses the keyboard: the next press is for the same house
  useLayoutEffect(() => {
    const { current } = moved
    moved.current = null
    const row = current && list.current?.querySelector(`[data-house="${current.id}"]`)
    const [up, down] = row ? [...row.querySelectorAll('button')] : []
    const wanted = current?.by === 1 ? [down, up] : [up, down]
    wanted.find((button) => button && !button.disabled)?.focus()
  }, [stops])

  return (
    <>
      <section class="stack stack--tight" aria-labelledby="stops-title">
        <h2 id="stops-title">{t('round:planning.stops', { count: walk.length })}</h2>
        <p class="hidden-text" role="status">
          {told}
        </p>
        <div class="cluster">{children}</div>
        <ol class="rows" ref={list}>
          {walk.slice(0, drawn).map((house, at) => {
            const household = householdName(house)
            return (
              <li key={house.id} data-house={house.id} class="round__stop">
                <span class="round__at" aria-hidden="true">
                  {at + 1}
                </span>
                <span class="round__name">
                  <strong>{household}</strong>
                  <span class="muted">{aboutOf(house)}</span>
                </span>
                <span class="round__taps">
                  <Button
                    label={t('round:planning.earlier', { household })}
                    disabled={at === 0}
                    onClick={() => move(house, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    label={t('round:planning.later', { household })}
                    disabled={at === walk.length - 1}
                    onClick={() => move(house, 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    icon="close"
                    label={t('round:planning.leaveOut', { household })}
                    onClick={() => onChange(stops.filter((id) => id !== house.id))}
                  >
                    {t('round:planning.out')}
                  </Button>
                </span>
              </li>
            )
          })}
        </ol>
        {walk.length > drawn && (
          <div>
            <Button icon="chevronDown" onClick={() => setDrawn(drawn + drawnAtOnce)}>
              {t('round:more', { count: walk.length - drawn })}
            </Button>
          </div>
        )}
      </section>
      {rest.length > 0 && (
        <section class="stack stack--tight" aria-labelledby="rest-title">
          <h2 id="rest-title">{t('round:planning.rest', { count: rest.length })}</h2>
          {rest.length > 8 && (
            <TextField
              id="rest-search"
              label={t('round:search')}
              keyboard="search"
              maxLength={80}
              value={query}
              onInput={setQuery}
            />
          )}
          <ul class="rows">
            {found.slice(0, drawnAtOnce).map(({ house }) => (
              <li key={house.id} class="round__stop">
                <span class="round__name">
                  <strong>{householdName(house)}</strong>
                  <span class="muted">{aboutOf(house)}</span>
                </span>
                <span class="round__taps">
                  <Button
                    icon="plus"
                    label={t('round:planning.goThere', { household: householdName(house) })}
                    disabled={walk.length >= mostStops}
                    onClick={() => onChange([...walk.map(({ id }) => id), house.id])}
                  >
                    {t('round:planning.in')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
          {found.length > drawnAtOnce && <p class="muted">{t('round:planning.typeMore')}</p>}
          {found.length === 0 && <p class="muted">{t('round:noneFound')}</p>}
        </section>
      )}
    </>
  )
}
