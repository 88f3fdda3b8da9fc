import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { localDay } from '../../../domain/localDay.ts'
import { t } from '../../i18n/i18n.ts'
import type { RoundPort, Tonight } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { dayWords } from './householdWords.ts'
import { RoundForm } from './RoundForm.tsx'
import { StopsInOrder } from './StopsInOrder.tsx'
import { Taps } from './Taps.tsx'
import { useEvening } from './useEvening.ts'
import { usePeople } from './usePeople.ts'
import { useRoundForm } from './useRoundForm.ts'

/** A hamlet where the team has houses. */
export interface Hamlet {
  readonly unit: string
  readonly hamlet: string
}

interface Props {
  port: RoundPort
  tonight: Tonight
  hamlets: readonly [Hamlet, ...Hamlet[]]
}

const boxes = ['note']
const dayMs = 86_400_000
/** Tonight and the evenings of the week to come. */
const daysFrom = (now: number) => [0, 1, 2, 3, 4, 5, 6].map((days) => localDay(now + days * dayMs))

/** Which evening, in which hamlet, who goes, and to which houses in which order: as it is planned so far, or from the start. */
export function EveningForm({ port, tonight, hamlets }: Props) {
  const { now } = usePorts()
  const { route } = useLocation()
  const [days] = useState(() => daysFrom(now()))
  const [evening, setEvening] = useState(days[0] ?? '')
  const [allDays, setAllDays] = useState(false)
  const [chosen, setChosen] = useState(tonight.round?.unit ?? '')
  const { unit, hamlet } = hamlets.find((one) => one.unit === chosen) ?? hamlets[0]
  const plan = useEvening(tonight, unit, evening)
  const people = usePeople()
  const form = useRoundForm(boxes)
  const { known, who, note, stops } = plan
  // somebody whom the desk or another tablet named, and who does not unlock this one, goes all the same
  const names = [...new Set([...people, ...who])]

  async function save() {
    const done = await form.save(form.numbersIn({ note }), async () => {
      await port.plan({ unit, hamlet, evening, who, note: note.trim(), households: stops })
      return true
    })
    if (done) route('/field/round', true)
  }

  const isPlanned = (day: string) => tonight.evenings.some((one) => one.unit === unit && one.evening === day)
  const wordsOf = (day: string) =>
    day === days[0] ? t('round:planning.tonight') : day === days[1] ? t('round:planning.tomorrow') : dayWords(day)
  const shown = days.filter((day, at) => allDays || at < 2 || day === evening || isPlanned(day))
  return (
    <RoundForm
      id="evening"
      title={t('round:planning.title')}
      back="/field/round"
      saveText={t('round:planning.save')}
      form={form}
      onSave={save}
    >
      <Taps
        title={t('round:planning.evening')}
        options={shown.map((day) => ({
          value: day,
          text: isPlanned(day) ? t('round:planning.planned', { evening: wordsOf(day) }) : wordsOf(day),
        }))}
        value={evening}
        onTap={setEvening}
      />
      {shown.length < days.length && (
        <div>
          <Button icon="calendar" onClick={() => setAllDays(true)}>
            {t('round:planning.otherDay')}
          </Button>
        </div>
      )}
      {hamlets.length > 1 && (
        <Taps
          title={t('round:planning.hamlet')}
          options={hamlets.map((one) => ({ value: one.unit, text: one.hamlet || t('round:planning.unnamedHamlet') }))}
          value={unit}
          onTap={setChosen}
        />
      )}
      {known && known.conflicts > 0 && <Notice tone="warning">{t('round:planning.twoPlans')}</Notice>}
      <fieldset class="field">
        <legend class="field__label">{t('round:planning.who')}</legend>
        {names.map((name, at) => (
          <Checkbox
            key={name}
            id={`who-${at}`}
            label={name}
            checked={who.includes(name)}
            onChange={(goes) => plan.setGoes(name, goes)}
          />
        ))}
      </fieldset>
      <TextField
        id="note"
        label={t('round:planning.note')}
        hint={t('round:form.noteHint')}
        maxLength={300}
        value={note}
        error={form.errorOf('note')}
        onInput={plan.setNote}
      />
      <StopsInOrder houses={plan.houses} stops={stops} onChange={plan.setStops}>
        {plan.last && <Start text={t('round:planning.asLastTime')} stops={plan.last} onStart={plan.setStops} />}
        <Start text={t('round:planning.byHamlet')} stops={plan.byHamlet} onStart={plan.setStops} />
        <Start text={t('round:planning.none')} stops={[]} onStart={plan.setStops} />
      </StopsInOrder>
    </RoundForm>
  )
}

interface StartProps {
  text: string
  stops: readonly string[]
  onStart: (stops: readonly string[]) => void
}

const Start = ({ text, stops, onStart }: StartProps) => <Button onClick={() => onStart(stops)}>{text}</Button>
