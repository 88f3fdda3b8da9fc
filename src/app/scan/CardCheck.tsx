import { useState } from 'preact/hooks'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { parsePartialDate } from '../../domain/partialDate.ts'
import { checkPersonalId } from '../../domain/personalId.ts'
import { parsePersonName } from '../../domain/personName.ts'
import { findSecret } from '../../domain/secretGuard.ts'
import { lookAtText } from '../../domain/textDamage.ts'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { Choice } from '../ui/choice/Choice.tsx'
import type { FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { SummaryList, type SummaryRow } from '../ui/summaryList/SummaryList.tsx'
import { TextField } from '../ui/textField/TextField.tsx'
import { Title } from '../ui/title/Title.tsx'
import { KnownPeople } from './KnownPeople.tsx'
import type { ScanFrame } from './ScanFrame.ts'
import { type ScanSlot, type SlotKind, slotKind } from './ScanSlot.ts'

interface Props {
  frame: ScanFrame
  card: CitizenCard
  slots: readonly ScanSlot[]
  draft: { id: string; type: 'activation' | 'dossier'; isBlank: boolean }
  onFill(values: ReadonlyMap<string, string>): void
  onAgain(): void
}

const mendId = (slot: ScanSlot) => `mend-${slot.id}`
const keepId = (slot: ScanSlot) => `keep-${slot.id}`

/** What is odd about the card; it warns and never blocks (facts §1). */
function warningsOf({ idNumber, sex, birthDate }: CitizenCard): string[] {
  const birth = birthDate === undefined ? null : parsePartialDate(birthDate)
  const known = { ...(sex ? { sex } : {}), ...(birth?.ok ? { birthDate: birth.date } : {}) }
  return checkPersonalId(idNumber, known).warnings.map((code) => t(`domain:warning.${code}`))
}

/** Why words that were mended by hand may not be taken yet. */
function problemOf(slot: ScanSlot, text: string): string | null {
  const secret = findSecret(text)
  if (secret) return t(`common:errors.${secret.kind}`)
  if (slot.isName) {
    const parsed = parsePersonName(text)
    return parsed.ok ? null : t(`domain:problem.${parsed.problem}`)
  }
  return lookAtText(text).damage === 'broken' ? t('scan:check.stillBroken') : null
}

/** What was read, to be looked through: nothing goes into the draft before, and nothing that was written goes unasked. */
export function CardCheck({ frame, card, slots, draft, onFill, onAgain }: Props) {
  // what is written changes as it is filled in; what was asked on this screen does not
  const [asked] = useState(() => slots.map((slot) => ({ slot, kind: slotKind(slot) })))
  const [kept, setKept] = useState<Readonly<Record<string, string>>>({})
  const [mended, setMended] = useState<Readonly<Record<string, string>>>({})
  const [errors, setErrors] = useState<FieldError[]>([])
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.text

  const takes = ({ slot, kind }: { slot: ScanSlot; kind: SlotKind }) =>
    kind === 'new' || kind === 'mend' || (kind === 'differs' && kept[slot.id] === 'card')
  const taken = (slot: ScanSlot) => (slot.damage ? (mended[slot.id] ?? slot.read).trim().normalize('NFC') : slot.read)

  function fill() {
    const found = asked.flatMap((one): FieldError[] => {
      const { slot, kind } = one
      if (kind === 'differs' && !kept[slot.id])
        return [{ fieldId: keepId(slot), text: t('scan:check.choose', { what: slot.label }) }]
      const problem = takes(one) && slot.damage ? problemOf(slot, taken(slot)) : null
      return problem === null ? [] : [{ fieldId: mendId(slot), text: problem }]
    })
    setErrors(found)
    if (found.length > 0) return
    onFill(new Map(asked.filter(takes).map(({ slot }) => [slot.id, taken(slot)])))
  }

  const rows = asked.flatMap(({ slot, kind }): SummaryRow[] => {
    if (kind === 'mend' || kind === 'differs') return []
    const note = kind === 'kept' ? t('scan:check.kept', { read: slot.show(slot.read) }) : slot.note
    return [
      { id: slot.id, name: slot.label, value: slot.show(kind === 'new' ? slot.read : slot.written), problem: note },
    ]
  })
  const warnings = warningsOf(card)
  return frame({
    errors,
    onEdit: () => setErrors([]),
    onNext: fill,
    nextText: t('scan:check.fill'),
    nextIcon: 'check',
    more: (
      <Button size="big" icon="refresh" onClick={onAgain}>
        {t('scan:check.again')}
      </Button>
    ),
    children: (
      <>
        <Title>{t('scan:check.title')}</Title>
        <p class="lead">{t('scan:check.lead')}</p>
        <KnownPeople person={{ name: card.name ?? '', birthDate: card.birthDate ?? '' }} draft={draft} />
        {warnings.length > 0 && <Notice tone="help">{warnings.join(' ')}</Notice>}
        {card.unread.length > 0 && (
          <Notice tone="help">
            {t('scan:check.unread', { what: card.unread.map((field) => t(`scan:field.${field}`)).join(', ') })}
          </Notice>
        )}
        {rows.length > 0 && <SummaryList rows={rows} changeText={t('common:change')} />}
        {asked.map((one) => {
          const { slot, kind } = one
          return (
            <div key={slot.id} class="stack stack--tight">
              {kind === 'differs' && (
                <Choice
                  id={keepId(slot)}
                  label={slot.label}
                  hint={t('scan:check.differs')}
                  error={errorOf(keepId(slot))}
                  options={[
                    { value: 'written', label: slot.show(slot.written), hint: t('scan:check.isWritten') },
                    { value: 'card', label: slot.show(slot.read), hint: t('scan:check.isOnCard') },
                  ]}
                  value={kept[slot.id] ?? ''}
                  onChange={(value) => setKept({ ...kept, [slot.id]: value })}
                />
              )}
              {takes(one) && slot.damage && (
                <TextField
                  id={mendId(slot)}
                  label={slot.label}
                  hint={t(`scan:check.damage.${slot.damage}`)}
                  error={errorOf(mendId(slot))}
                  maxLength={slot.isName ? 120 : 200}
                  value={mended[slot.id] ?? slot.read}
                  onInput={(text) => setMended({ ...mended, [slot.id]: text })}
                />
              )}
            </div>
          )
        })}
      </>
    ),
  })
}
