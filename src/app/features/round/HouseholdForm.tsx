import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { RoundPort, Tonight, TonightHousehold } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { useRoundForm } from './useRoundForm.ts'

interface Props {
  port: RoundPort
  tonight: Tonight
  /** null for a new one */
  household: TonightHousehold | null
}

const fields = ['number', 'head', 'address', 'order', 'note'] as const
const lengths = { number: 20, head: 120, address: 200, order: 4, note: 500 } as const

/** A house of the hamlet: how it is found, and what to know before one knocks. */
export function HouseholdForm({ port, tonight, household }: Props) {
  const { device } = usePorts()
  const { route } = useLocation()
  const place = useWatch(device.state)
  const [said, setSaid] = useState({
    number: household?.number ?? '',
    head: household?.head ?? '',
    address: household?.address ?? '',
    order: household?.order?.toString() ?? '',
    note: household?.note ?? '',
  })
  const [language, setLanguage] = useState(household?.language ?? '')
  const form = useRoundForm()
  usePageTitle(t('round:task'))

  async function save() {
    const { number, head, address, order, note } = said
    const missing =
      number.trim() === '' && head.trim() === '' ? [{ fieldId: 'number', text: t('round:form.unnamed') }] : []
    const id = await form.save([...missing, ...form.numbersIn(said)], () => {
      const at = household ? {} : placeHere()
      const patch = {
        place: { ...at, number: number.trim() || null, head: head.trim() || null, address: address.trim() || null },
        walk: { order: order === '' ? null : Number(order) },
        home: { note: note.trim() || null, language: language || null },
      }
      return household ? port.save(household.id, patch).then(() => household.id) : port.add(patch)
    })
    if (id !== null) route(`/field/round/${id}`, true)
  }

  /** A house that is added here is of the hamlet whose houses these are. */
  function placeHere() {
    const unit = tonight.round?.unit || tonight.households.find((one) => one.unit !== '')?.unit
    const hamlet = place.kind === 'ready' ? place.hamletName : ''
    return { ...(unit && { unit }), ...(hamlet && { hamlet }) }
  }

  const back = household ? `/field/round/${household.id}` : '/field/round'
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={back}>
            {t('common:back')}
          </Button>
          <Button variant="primary" size="big" type="submit" form="household" disabled={form.busy}>
            {t('round:form.save')}
          </Button>
        </>
      }
    >
      <ErrorSummary title={t('common:errors.title', { count: form.errors.length })} errors={form.errors} />
      <Title>{t(household ? 'round:form.editTitle' : 'round:form.newTitle')}</Title>
      <form
        id="household"
        class="stack"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {fields.map((field) => (
          <TextField
            key={field}
            id={field}
            label={t(`round:form.${field}`)}
            hint={field === 'head' ? undefined : t(`round:form.${field}Hint`)}
            width={field === 'number' || field === 'order' ? 'short' : 'whole'}
            keyboard={field === 'order' ? 'numeric' : 'text'}
            maxLength={lengths[field]}
            value={said[field]}
            error={form.errorOf(field)}
            onInput={(value) => setSaid({ ...said, [field]: field === 'order' ? value.replace(/\D/g, '') : value })}
          />
        ))}
        <LanguageChoice label={t('round:form.language')} value={language} onChange={setLanguage} />
      </form>
    </Screen>
  )
}
