import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import type { RoundPort, Tonight, TonightHousehold } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { TextField } from '../../ui/textField/TextField.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { RoundForm } from './RoundForm.tsx'
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
  const form = useRoundForm(fields)

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

  /** A house that is added here is of the hamlet that is gone to tonight, or else of the one whose houses these are. */
  function placeHere() {
    const known = tonight.households.filter((one) => one.unit !== '')
    const near = known.find((one) => one.unit === tonight.round?.unit) ?? known[0]
    const unit = near?.unit ?? tonight.round?.unit
    const hamlet = near?.hamlet || (place.kind === 'ready' ? place.hamletName : '')
    return { ...(unit && { unit }), ...(hamlet && { hamlet }) }
  }

  const back = household ? `/field/round/${household.id}` : '/field/round'
  return (
    <RoundForm
      id="household"
      title={t(household ? 'round:form.editTitle' : 'round:form.newTitle')}
      back={back}
      saveText={t('round:form.save')}
      form={form}
      onSave={save}
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
    </RoundForm>
  )
}
