import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useAdmin } from './adminPort.ts'
import { NameForm } from './NameForm.tsx'

/** A team for each hamlet (facts §7), all at once; or one at a time, where a team works for several. */
export function TeamsStep({ onChanged }: { onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const { value: units, busy: loading, reload, error } = useLoad(port.units, 'units')
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState('')
  const without = (units ?? []).filter(({ kind, teams }) => kind === 'hamlet' && teams.length === 0)
  const refresh = async () => {
    await reload()
    await onChanged()
  }

  async function addAll() {
    setBusy(true)
    setFailed(null)
    try {
      for (const { id, name } of without) await port.addTeam(id, t('wizard:teams.name', { hamlet: name }).slice(0, 80))
    } catch (refused) {
      setFailed(errorLine(refused))
    }
    await refresh()
    setBusy(false)
  }

  return (
    <>
      <Title>{t('wizard:teams.title')}</Title>
      <p class="lead">{t('wizard:teams.text')}</p>
      {(failed !== null || error !== undefined) && (
        <Notice tone="warning" live>
          {failed ?? errorLine(error)}
        </Notice>
      )}
      {without.length > 0 && (
        <div class="cluster">
          <Button variant="primary" disabled={busy} onClick={() => void addAll()}>
            {busy ? t('wizard:teams.busy') : t('wizard:teams.addAll', { count: without.length })}
          </Button>
        </div>
      )}
      {units === undefined && loading && <Busy text={t('common:loading')} />}
      {units && (
        <Table
          caption={t('wizard:teams.table')}
          columns={[
            { id: 'unit', title: t('wizard:teams.unit') },
            { id: 'teams', title: t('wizard:teams.teams') },
            { id: 'act', title: t('desk:admin.column.act') },
          ]}
          emptyText=""
          rows={units.map((unit) => ({
            id: unit.id,
            cells: {
              unit: <strong>{unit.name}</strong>,
              teams: unit.teams.length > 0 ? unit.teams.map(({ name }) => name).join(', ') : t('desk:admin.noTeam'),
              act:
                open === unit.id ? (
                  <NameForm
                    id={`team-new-${unit.id}`}
                    label={t('desk:admin.newTeam', { unit: unit.name })}
                    button={t('desk:admin.addTeam')}
                    before=""
                    onSend={(name) => port.addTeam(unit.id, name)}
                    onChanged={async () => {
                      setOpen('')
                      await refresh()
                    }}
                  />
                ) : (
                  <Button
                    variant="quiet"
                    label={t('desk:admin.newTeam', { unit: unit.name })}
                    onClick={() => setOpen(unit.id)}
                  >
                    {t('desk:admin.addTeam')}
                  </Button>
                ),
            },
          }))}
        />
      )}
      <p class="muted">{t('wizard:teams.rename')}</p>
    </>
  )
}
