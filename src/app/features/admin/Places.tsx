import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { UnitEntry } from './adminAnswers.ts'
import { useAdmin } from './adminPort.ts'
import { NameForm } from './NameForm.tsx'
import { useForm } from './useForm.ts'

interface Props {
  units: readonly UnitEntry[]
  onChanged: () => Promise<void>
}

/** Hamlets with their old names and teams. Nothing is ever removed here: cases of years stand on these names. */
export function Places({ units, onChanged }: Props) {
  return (
    <section class="stack" aria-labelledby="places-title">
      <h2 id="places-title">{t('desk:admin.places')}</h2>
      {units.map((unit) => (
        <Place key={unit.id} unit={unit} onChanged={onChanged} />
      ))}
      <NewHamlet onChanged={onChanged} />
    </section>
  )
}

function Place({ unit, onChanged }: { unit: UnitEntry; onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const [isOpen, setOpen] = useState(false)
  return (
    <Card>
      <div class="stack">
        <h3>{unit.name}</h3>
        <p class="muted">
          {t('desk:admin.unitCode', { code: unit.code })}
          {unit.oldName && ` · ${t('desk:admin.oldName', { name: unit.oldName })}`}
        </p>
        <p>{unit.teams.length > 0 ? unit.teams.map(({ name }) => name).join(', ') : t('desk:admin.noTeam')}</p>
        <div class="cluster">
          <Button
            variant="quiet"
            label={t('desk:admin.changeWhat', { name: unit.name })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'common:close' : 'desk:admin.change')}
          </Button>
        </div>
        {isOpen && (
          <>
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
          </>
        )}
      </div>
    </Card>
  )
}

function RenameUnit({ unit, onChanged }: { unit: UnitEntry; onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const form = useForm(onChanged)
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
  const form = useForm(onChanged)
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
