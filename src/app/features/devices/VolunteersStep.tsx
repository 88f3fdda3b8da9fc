import { useCallback, useState } from 'preact/hooks'
import { namesInLines } from '../../../domain/nameList.ts'
import { parsePersonName } from '../../../domain/personName.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import { useDevices } from './devicesPort.ts'
import { makeFirstPin } from './makeFirstPin.ts'
import { PinSlips, type Slip } from './PinSlips.tsx'
import { placesOf, TeamChoice } from './TeamChoice.tsx'

const mostLetters = 60
const mostTyped = 6_000

interface Props {
  onChanged: () => Promise<void>
  /** PINs are on screen that nobody has yet: this page is not to be left by the way. */
  onHold: (isHeld: boolean) => void
}

/** A team's volunteers, a name a line; each gets a first PIN that is made here and shown once, as slips to cut and hand over. */
export function VolunteersStep({ onChanged, onHold }: Props) {
  const port = useDevices()
  const { value, reload, error } = useLoad(
    async () => ({ units: await port.units(), volunteers: await port.volunteers() }),
    'org',
  )
  const places = placesOf(value?.units ?? [])
  const only = places.length === 1 ? places[0]?.value : undefined
  const [chosen, setChosen] = useState('')
  const [typed, setTyped] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [slips, setSlips] = useState<readonly Slip[]>([])
  const [busy, setBusy] = useState(false)
  const drop = useCallback(() => setSlips([]), [])
  useUnsaved(slips.length > 0, drop)
  const active = (value?.volunteers ?? []).filter(({ status }) => status === 'active')
  const team = only ?? chosen
  const inTeam = active.filter(({ teamId }) => teamId === team)
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.text

  function problemsOf(list: ReturnType<typeof namesInLines>): readonly FieldError[] {
    const wrong = list.flatMap(({ name, problem }) =>
      problem !== null
        ? [t('wizard:volunteers.problem', { name, why: t(`wizard:list.${problem}`) })]
        : parsePersonName(name).ok
          ? []
          : [t('wizard:volunteers.problem', { name, why: t('wizard:list.signs') })],
    )
    return [
      ...(team === '' ? [{ fieldId: 'step-team', text: t('desk:volunteers.problem.team') }] : []),
      ...(list.length === 0 ? [{ fieldId: 'step-names', text: t('wizard:volunteers.missing') }] : []),
      ...wrong.map((text) => ({ fieldId: 'step-names', text })),
    ]
  }

  async function add() {
    const known = inTeam.map(({ name }) => name)
    const list = namesInLines(typed, known, mostLetters)
    const problems = problemsOf(list)
    setErrors(problems)
    if (problems.length > 0 || busy) return
    setBusy(true)
    const left = list.map(({ name }) => name)
    try {
      for (const name of [...left]) {
        const pin = makeFirstPin((bytes) => crypto.getRandomValues(bytes))
        await port.addVolunteer({ name, team, pin })
        left.shift()
        onHold(true)
        // one by one: if the line breaks now, the PINs of those who are in are not lost with it
        setSlips((before) => [...before, { name, pin }])
      }
    } catch (refused) {
      setErrors([{ fieldId: 'step-names', text: errorLine(refused) }])
    }
    setTyped(left.join('\n'))
    await reload()
    await onChanged()
    setBusy(false)
  }

  function handedOver() {
    setSlips([])
    onHold(false)
  }

  return (
    <>
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <Title>{t('wizard:volunteers.title')}</Title>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      <p class="lead">
        {slips.length > 0
          ? t('wizard:volunteers.slips')
          : active.length > 0
            ? t('wizard:volunteers.there', { count: active.length })
            : t('wizard:volunteers.text')}
      </p>
      {slips.length > 0 && <PinSlips slips={slips} onDone={handedOver} />}
      {slips.length > 0 && busy && <p role="status">{t('wizard:volunteers.busy')}</p>}
      {(slips.length === 0 || typed !== '') && value && (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <TeamChoice
            id="step-team"
            label={t('desk:volunteers.team')}
            places={places}
            value={team}
            error={errorOf('step-team')}
            onChange={setChosen}
          />
          {inTeam.length > 0 && (
            <p class="measure">{t('wizard:volunteers.inTeam', { names: inTeam.map(({ name }) => name).join(', ') })}</p>
          )}
          <TextArea
            id="step-names"
            label={t('wizard:volunteers.label')}
            hint={t('wizard:volunteers.hint')}
            rows={6}
            maxLength={mostTyped}
            value={typed}
            error={errorOf('step-names')}
            onInput={setTyped}
          />
          <div class="cluster">
            <Button type="submit" variant={active.length > 0 ? 'plain' : 'primary'} disabled={busy}>
              {busy ? t('wizard:volunteers.busy') : t('wizard:volunteers.add')}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
