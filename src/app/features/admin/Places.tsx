import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { UnitEntry } from './adminAnswers.ts'
import { useAdmin } from './adminPort.ts'
import { NameForm } from './NameForm.tsx'

interface Props {
  units: readonly UnitEntry[]
  onChanged: () => Promise<void>
}

/** Hamlets with their old names and teams. Nothing is ever removed here: cases of years stand on these names. */
export function Places({ units, onChanged }: Props) {
  const [openId, setOpenId] = useState<string | null>(null)
  const open = units.find(({ id }) => id === openId)
  return (
    <section class="stack" aria-labelledby="places-title">
      <h2 id="places-title">{t('desk:admin.places')}</h2>
      <Table
        caption={t('desk:admin.places')}
        captionHidden
        columns={[
          { id: 'name', title: t('desk:admin.unitName') },
          { id: 'teams', title: t('desk:admin.column.teams') },
          { id: 'code', title: t('desk:admin.column.code') },
          { id: 'act', title: t('desk:admin.column.act') },
        ]}
        emptyText=""
        rows={units.map((unit) => ({
          id: unit.id,
          cells: {
            name: (
              <>
                <strong>{unit.name}</strong>
                {unit.oldName && <p class="muted">{t('desk:admin.oldName', { name: unit.oldName })}</p>}
              </>
            ),
            teams: unit.teams.length > 0 ? unit.teams.map(({ name }) => name).join(', ') : t('desk:admin.noTeam'),
            code: unit.code,
            act: (
              <Button
                variant="quiet"
                label={t('desk:admin.changeWhat', { name: unit.name })}
                onClick={() => setOpenId(unit.id === openId ? null : unit.id)}
              >
                {t(unit.id === openId ? 'common:close' : 'desk:admin.change')}
              </Button>
            ),
          },
        }))}
      />
      {open && <ChangePlace key={open.id} unit={open} onChanged={onChanged} />}
      <NewHamlet onChanged={onChanged} />
    </section>
  )
}

/** One unit's names and teams, to be changed. */
function ChangePlace({ unit, onChanged }: { unit: UnitEntry; onChanged: () => Promise<void> }) {
  const port = useAdmin()
  return (
    <Card>
      <div class="stack">
        <h3>{unit.name}</h3>
        <RenameUnit unit={unit} onChanged={onChanged} />
        {unit.teams.map((team) => (
          <NameForm
            key={team.id}
            id={`team-${team.id}`}
            label={t('desk:admin.teamName', { name: team.name })}
            button={t('desk:admin.rename')}
            before={team.name}
            onSend={(name) => port.renameTeam(team.id, name)}
            onChanged={onChanged}
          />
        ))}
        <NameForm
          id={`team-new-${unit.id}`}
          label={t('desk:admin.newTeam', { unit: unit.name })}
          button={t('desk:admin.addTeam')}
          before=""
          onSend={(name) => port.addTeam(unit.id, name)}
          onChanged={onChanged}
        />
      </div>
    </Card>
  )
}

function RenameUnit({ unit, onChanged }: { unit: UnitEntry; onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const form = useForm(errorLine, onChanged)
  const [name, setName] = useState(unit.name)
  const [oldName, setOldName] = useState(unit.oldName ?? '')
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.send(() => port.renameUnit(unit.id, { name, oldName }))
      }}
    >
      <TextField
        id={`unit-${unit.id}`}
        label={t('desk:admin.unitName')}
        value={name}
        width="middle"
        maxLength={80}
        error={form.failed}
        onInput={setName}
      />
      <TextField
        id={`unit-old-${unit.id}`}
        label={t('desk:admin.unitOldName')}
        hint={t('desk:admin.unitOldHint')}
        value={oldName}
        width="middle"
        maxLength={80}
        onInput={setOldName}
      />
      <div class="cluster">
        <Button type="submit" disabled={form.busy}>
          {t('desk:admin.save')}
        </Button>
      </div>
    </form>
  )
}

function NewHamlet({ onChanged }: { onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const form = useForm(errorLine, onChanged)
  const [name, setName] = useState('')
  const [oldName, setOldName] = useState('')
  async function add() {
    if (name.trim() === '') return form.say(t('desk:admin.nameMissing'))
    if (!(await form.send(() => port.addUnit({ name, oldName })))) return
    setName('')
    setOldName('')
  }
  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <h3>{t('desk:admin.newHamlet')}</h3>
        <TextField
          id="hamlet-name"
          label={t('desk:admin.unitName')}
          value={name}
          width="middle"
          maxLength={80}
          error={form.failed}
          onInput={setName}
        />
        <TextField
          id="hamlet-old"
          label={t('desk:admin.unitOldName')}
          hint={t('desk:admin.unitOldHint')}
          value={oldName}
          width="middle"
          maxLength={80}
          onInput={setOldName}
        />
        <div class="cluster">
          <Button type="submit" disabled={form.busy} icon="plus">
            {t('desk:admin.addHamlet')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
