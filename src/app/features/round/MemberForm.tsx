import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { sexes } from '../../../domain/choices.ts'
import type { Member } from '../../../domain/household.ts'
import { localDay } from '../../../domain/localDay.ts'
import { formatPartialDate, isAfter, parsePartialDate, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { parsePersonName } from '../../../domain/personName.ts'
import { nextRepeatedKey } from '../../../domain/repeatedGroups.ts'
import { t } from '../../i18n/i18n.ts'
import type { RoundPort, TonightHousehold } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { DateField } from '../../ui/dateField/DateField.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { RoundForm } from './RoundForm.tsx'
import { useRoundForm } from './useRoundForm.ts'

interface Props {
  port: RoundPort
  household: TonightHousehold
  /** null for one more */
  member: Member | null
}

const boxes = ['name', 'birthDate', 'sex', 'language', 'note']

/** Keys of two tablets never meet (SPEC MRG-8). */
function newKey({ members }: TonightHousehold): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0'))
  return nextRepeatedKey(
    'member',
    members.map(({ key }) => key),
    digits.join(''),
  )
}

/** A person of a house: name, and what of birth, sex and language is known. */
export function MemberForm({ port, household, member }: Props) {
  const { now } = usePorts()
  const { route } = useLocation()
  const [name, setName] = useState(member?.name ?? '')
  const [note, setNote] = useState(member?.note ?? '')
  const [sex, setSex] = useState(member?.sex ?? '')
  const [language, setLanguage] = useState(member?.language ?? '')
  const [left, setLeft] = useState(member?.left ?? false)
  const [year = '', month = '', day = ''] = (member?.birthDate ?? '').split('-')
  const [birth, setBirth] = useState({ day, month, year })
  const form = useRoundForm(boxes)
  const back = `/field/round/${household.id}`

  function check() {
    const found: FieldError[] = []
    const parsed = parsePersonName(name)
    if (!parsed.ok) found.push({ fieldId: 'name', text: t(`domain:problem.${parsed.problem}`) })
    const isEmpty = birth.day === '' && birth.month === '' && birth.year === ''
    const date = isEmpty ? null : partialDateFromTyped(birth)
    const today = parsePartialDate(localDay(now()))
    if (date && !date.ok) found.push({ fieldId: 'birthDate', text: t(`domain:problem.${date.problem}`) })
    else if (date?.ok && today.ok && isAfter(date.date, today.date)) {
      found.push({ fieldId: 'birthDate', text: t('domain:problem.birthInFuture') })
    }
    return {
      found: [...found, ...form.numbersIn({ note })],
      fields: {
        name: parsed.ok ? parsed.name : null,
        birthDate: date?.ok ? formatPartialDate(date.date) : null,
        sex: sex === '' ? null : sex,
        language: language === '' ? null : language,
        note: note.trim() === '' ? null : note.trim(),
        left: left ? true : null,
      },
    }
  }

  async function save() {
    const { found, fields } = check()
    const done = await form.save(found, async () => {
      await port.save(household.id, { [member?.key ?? newKey(household)]: fields })
      return true
    })
    if (done) route(back, true)
  }

  return (
    <RoundForm
      id="member"
      title={t(member ? 'round:member.editTitle' : 'round:member.newTitle')}
      back={back}
      saveText={t('round:member.save')}
      form={form}
      onSave={save}
    >
      <TextField
        id="name"
        label={t('round:member.name')}
        maxLength={120}
        value={name}
        error={form.errorOf('name')}
        onInput={setName}
      />
      <DateField
        id="birthDate"
        label={t('round:member.birthDate')}
        hint={t('round:member.birthHint')}
        error={form.errorOf('birthDate')}
        parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
        value={birth}
        onInput={setBirth}
      />
      <Choice
        id="sex"
        label={t('round:member.sex')}
        columns={2}
        options={sexes.map((value) => ({ value, label: t(`domain:sex.${value}`) }))}
        value={sex}
        onChange={setSex}
      />
      <LanguageChoice label={t('round:member.language')} value={language} onChange={setLanguage} />
      <TextField
        id="note"
        label={t('round:member.note')}
        hint={t('round:form.noteHint')}
        maxLength={300}
        value={note}
        error={form.errorOf('note')}
        onInput={setNote}
      />
      {member && <Checkbox id="left" label={t('round:member.left')} checked={left} onChange={setLeft} />}
    </RoundForm>
  )
}
