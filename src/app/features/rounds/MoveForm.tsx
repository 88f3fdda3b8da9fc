import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { DeskHousehold } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'
import { TeamOfHamlet, type Teams, teamsFor } from './TeamOfHamlet.tsx'

interface Props {
  hamlet: string
  units: Teams
  households: readonly Pick<DeskHousehold, 'id' | 'team'>[]
  onMoved: () => Promise<void>
}

/** Which team has the houses of a hamlet on its tablets; all of them go to another at once, after one more question. */
export function MoveForm({ hamlet, units, households, onMoved }: Props) {
  const port = useRounds()
  const [to, setTo] = useState('')
  const [asked, setAsked] = useState(false)
  const [moved, setMoved] = useState<{ count: number; team: string } | null>(null)
  const { failed, busy, send } = useForm(errorLine, onMoved)
  const teams = teamsFor(units, hamlet)
  const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? ''
  const team = nameOf(to)
  const count = households.filter((one) => one.team !== to).length
  const counts = teams.flatMap(({ id, name }) => {
    const has = households.filter((one) => one.team === id).length
    return has === 0 ? [] : [t('rounds:move.has', { team: name, count: has })]
  })

  async function move() {
    setAsked(false)
    await send(async () => {
      const { moved: count } = await port.move(hamlet, to)
      setMoved({ count, team })
    })
  }

  if (teams.length < 2) return null
  return (
    <section class="stack measure" aria-labelledby="move-title">
      <h2 id="move-title">{t('rounds:move.title')}</h2>
      <p>{counts.join(', ')}</p>
      <TeamOfHamlet
        id="move-team"
        units={units}
        hamlet={hamlet}
        value={to}
        label={t('rounds:move.to')}
        onChange={(team) => {
          setTo(team)
          setMoved(null)
        }}
      />
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      {to !== '' && count > 0 && (
        <div>
          <Button disabled={busy} onClick={() => setAsked(true)}>
            {t('rounds:move.button', { count, team })}
          </Button>
        </div>
      )}
      {to !== '' && count === 0 && moved === null && <p>{t('rounds:move.none', { team })}</p>}
      <p role="status">{moved === null ? '' : t('rounds:move.done', moved)}</p>
      <Dialog
        open={asked}
        title={t('rounds:move.sure', { count, team })}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('common:back')}</Button>
            <Button variant="primary" onClick={() => void move()}>
              {t('rounds:move.yes')}
            </Button>
          </>
        }
      >
        <ul class="measure">
          {(['gone', 'late', 'unfinished', 'evenings'] as const).map((line) => (
            <li key={line}>{t(`rounds:move.${line}`)}</li>
          ))}
        </ul>
      </Dialog>
    </section>
  )
}
