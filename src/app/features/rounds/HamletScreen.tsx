import { useState } from 'preact/hooks'
import { movedKey } from '../../../domain/repeatedGroups.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { ListImport } from './ListImport.tsx'
import { MoveForm } from './MoveForm.tsx'
import { PlanForm } from './PlanForm.tsx'
import type { DeskHousehold } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'

/** One hamlet: its households in walking order, the evening that is planned there, and lists that are taken in. */
export function HamletScreen({ id }: { id: string }) {
  const port = useRounds()
  const places = useLoad(port.units, 'units')
  const { value, error, busy, reload } = useLoad(() => port.households(id), id)
  const name = places.value?.find((unit) => unit.id === id)?.name ?? ''
  useTitle(t('rounds:title'))
  const trouble = error ?? places.error
  return (
    <>
      <div>
        <Button variant="quiet" icon="arrowLeft" href="/office/rounds">
          {t('rounds:back')}
        </Button>
      </div>
      <Title>{t('rounds:hamlet', { name })}</Title>
      {trouble !== undefined && (
        <Notice tone="warning" live>
          {errorLine(trouble)}
        </Notice>
      )}
      {value === undefined && busy && <Busy text={t('common:loading')} />}
      {value && places.value && (
        <>
          <Houses households={value} hamlet={id} units={places.value} />
          {value.length > 0 && <MoveForm hamlet={id} units={places.value} households={value} onMoved={reload} />}
          <ListImport hamlet={id} units={places.value} there={value} onTaken={reload} />
        </>
      )}
    </>
  )
}

interface HousesProps {
  households: readonly DeskHousehold[]
  hamlet: string
  units: Parameters<typeof PlanForm>[0]['units']
}

function Houses({ households, hamlet, units }: HousesProps) {
  const [moved, setMoved] = useState<readonly string[] | null>(null)
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const known = households.map(({ id }) => id)
  // houses that came meanwhile stand behind those that somebody has put in order
  const order = [...(moved ?? []).filter((id) => known.includes(id)), ...known.filter((id) => !moved?.includes(id))]
  const rows = order.flatMap((id) => households.find((one) => one.id === id) ?? [])
  const move = (id: string, by: -1 | 1) => setMoved(movedKey(order, id, by))
  const toggle = (id: string) => {
    const next = new Set(out)
    if (!next.delete(id)) next.add(id)
    setOut(next)
  }

  return (
    <>
      <Table
        caption={t('rounds:households', { count: rows.length })}
        columns={[
          { id: 'at', title: t('rounds:column.order'), figures: true },
          { id: 'number', title: t('rounds:column.number') },
          { id: 'head', title: t('rounds:column.head') },
          { id: 'people', title: t('rounds:column.people'), figures: true },
          { id: 'state', title: t('rounds:column.state') },
          { id: 'act', title: t('rounds:column.act') },
        ]}
        emptyText={t('rounds:noHouseholds')}
        rows={rows.map((household, at) => {
          const { id, number, head, address, members, visit, openConflicts } = household
          const name = [number, head].filter(Boolean).join(' ')
          return {
            id,
            cells: {
              at: at + 1,
              number: (
                <Button variant="quiet" label={t('rounds:open', { name })} href={`/office/cases/${id}`}>
                  {number || head}
                </Button>
              ),
              head: [head, address].filter(Boolean).join(', '),
              people: members.filter(({ left }) => !left).length,
              state: (
                <>
                  {t(`round:visit.${visit.state}`)}
                  {visit.comeAgainOn && ` · ${t('round:remains.comeAgain', { day: formatDay(visit.comeAgainOn) })}`}
                  {openConflicts > 0 && (
                    <>
                      {' · '}
                      <Button variant="quiet" href={`/office/cases/${id}`}>
                        {t('rounds:conflict')}
                      </Button>
                    </>
                  )}
                </>
              ),
              act: (
                <div class="cluster">
                  <Button variant="quiet" label={t('rounds:earlier', { name })} onClick={() => move(id, -1)}>
                    ↑
                  </Button>
                  <Button variant="quiet" label={t('rounds:later', { name })} onClick={() => move(id, 1)}>
                    ↓
                  </Button>
                  <Button
                    pressed={!out.has(id)}
                    label={t('rounds:goesThere', { name })}
                    icon={out.has(id) ? undefined : 'check'}
                    onClick={() => toggle(id)}
                  >
                    {t(out.has(id) ? 'rounds:isOut' : 'rounds:isIn')}
                  </Button>
                </div>
              ),
            },
          }
        })}
      />
      {rows.length > 0 && <PlanForm hamlet={hamlet} units={units} households={rows.filter(({ id }) => !out.has(id))} />}
    </>
  )
}
