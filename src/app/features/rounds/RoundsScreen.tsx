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
import { CountTable } from './CountTable.tsx'
import { countCsv } from './countCsv.ts'
import { GoalForm } from './GoalForm.tsx'
import type { Rounds } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'

const pollMs = 30_000

/** The commune's rounds: how the four coverages stand by hamlet and team, the teams' targets, and the evenings that are planned. */
export function RoundsScreen() {
  const port = useRounds()
  const { value, error, busy, reload } = useLoad(port.rounds, 'rounds', pollMs)
  useTitle(t('rounds:title'))
  return (
    <>
      <Title>{t('rounds:title')}</Title>
      <p class="lead">{t('rounds:lead')}</p>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {value === undefined && busy && <Busy text={t('common:loading')} />}
      {value && <Lists rounds={value} onChanged={reload} />}
    </>
  )
}

/** A file of figures, made on this page. */
function save(rounds: Rounds) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([countCsv(rounds)], { type: 'text/csv;charset=utf-8' }))
  link.download = t('rounds:csv.file')
  link.click()
  URL.revokeObjectURL(link.href)
}

function Lists({ rounds, onChanged }: { rounds: Rounds; onChanged: () => Promise<void> }) {
  const { commune, hamlets, teams, goals } = rounds
  const nameOf = (places: readonly { id: string; name: string }[], id: string) =>
    places.find((place) => place.id === id)?.name ?? ''
  return (
    <>
      <CountTable
        caption={t('rounds:hamlets')}
        first={t('rounds:column.hamlet')}
        places={hamlets}
        total={commune}
        hrefOf={(id) => `/office/rounds/${id}`}
      />
      <p class="muted measure">{t('rounds:honest')}</p>
      <div>
        <Button icon="document" onClick={() => save(rounds)}>
          {t('rounds:csv.button')}
        </Button>
      </div>
      <Table
        caption={t('rounds:evenings')}
        columns={[
          { id: 'evening', title: t('rounds:column.evening') },
          { id: 'hamlet', title: t('rounds:column.hamlet') },
          { id: 'team', title: t('rounds:column.team') },
          { id: 'who', title: t('rounds:column.who') },
          { id: 'households', title: t('rounds:column.households'), figures: true },
        ]}
        emptyText={t('rounds:noEvenings')}
        rows={rounds.rounds.map(({ id, evening, unit, team, who, households, openConflicts }) => ({
          id,
          cells: {
            evening: (
              <>
                <strong>{formatDay(evening)}</strong>
                {openConflicts > 0 && (
                  <Button variant="quiet" href={`/office/cases/${id}`}>
                    {t('rounds:twoPlans')}
                  </Button>
                )}
              </>
            ),
            hamlet: (
              <Button variant="quiet" href={`/office/rounds/${unit}`}>
                {nameOf(hamlets, unit)}
              </Button>
            ),
            team: nameOf(teams, team),
            who: who.join(', '),
            households: households.length,
          },
        }))}
      />
      <CountTable caption={t('rounds:teams')} first={t('rounds:column.team')} places={teams} />
      <h2>{t('rounds:goals')}</h2>
      {teams.map((team) => (
        <GoalForm
          key={team.id}
          team={team}
          goal={goals.find((goal) => goal.team === team.id) ?? null}
          onChanged={onChanged}
        />
      ))}
    </>
  )
}
