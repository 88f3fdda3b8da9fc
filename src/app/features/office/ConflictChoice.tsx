import { useState } from 'preact/hooks'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { groupName } from './caseWords.ts'
import { clockWords } from './clockWords.ts'
import { nameIn, valueIn } from './formWords.ts'
import type { CaseConflict, ConflictSource } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { writerName } from './writerName.ts'

interface Props {
  conflict: CaseConflict
  /** Whose words its answers are told in. */
  form: FormDefinition | undefined
  onChoose: (choice: 'current' | 'proposed') => Promise<unknown>
}

/**
 * Two tablets changed the same thing. Both values stand side by side with who wrote them; a person chooses, nothing is
 * ever chosen by a clock (design D5), and the other value stays in the history (SPEC MRG-3, MRG-6).
 */
export function ConflictChoice({ conflict, form, onChoose }: Props) {
  const now = useOffice().now()
  const [busy, setBusy] = useState(false)
  async function choose(choice: 'current' | 'proposed') {
    setBusy(true)
    await onChoose(choice)
    setBusy(false)
  }
  const sides = [
    { choice: 'current', fields: conflict.current, from: conflict.currentFrom },
    { choice: 'proposed', fields: conflict.proposed, from: conflict.proposedFrom },
  ] as const
  return (
    <Card tone="attention">
      <div class="stack">
        <h2>{t('desk:conflict.title', { group: groupName(conflict.group) })}</h2>
        <p class="measure">
          {t('desk:conflict.lead')} {t('desk:conflict.open', { ago: formatAgo(conflict.openedAt, now) })}
        </p>
        <div class="conflict">
          {sides.map(({ choice, fields, from }) => (
            <section key={choice} class="conflict__side stack stack--tight" aria-label={t(`desk:conflict.${choice}`)}>
              <h3>{t(`desk:conflict.${choice}`)}</h3>
              <Values
                form={form}
                group={conflict.group}
                names={Object.keys(conflict.proposed).filter((name) => name !== 'unit')}
                fields={fields}
                other={otherOf(conflict, choice)}
              />
              <From from={from} />
              <div class="cluster">
                <Button
                  disabled={busy}
                  label={t(`desk:conflict.choose.${choice}What`, { group: groupName(conflict.group) })}
                  onClick={() => void choose(choice)}
                >
                  {t(`desk:conflict.choose.${choice}`)}
                </Button>
              </div>
            </section>
          ))}
        </div>
        <p class="measure">{t('desk:conflict.after')}</p>
      </div>
    </Card>
  )
}

const otherOf = (conflict: CaseConflict, choice: 'current' | 'proposed') =>
  choice === 'current' ? conflict.proposed : conflict.current

interface ValuesProps {
  form: FormDefinition | undefined
  group: string
  names: readonly string[]
  fields: Readonly<Record<string, unknown>>
  other: Readonly<Record<string, unknown>>
}

/** The fields that the later save wanted to change; where the two differ the value is marked, in shape and not in colour alone. */
function Values({ form, group, names, fields, other }: ValuesProps) {
  const now = useOffice().now()
  return (
    <dl class="conflict__values">
      {names.map((name) => {
        const value = valueIn(form, group, name, fields[name], now)
        const differs = value !== valueIn(form, group, name, other[name], now)
        return (
          <div key={name}>
            <dt>{nameIn(form, group, name)}</dt>
            <dd>{differs ? <mark>{value || t('common:notWritten')}</mark> : value || t('common:notWritten')}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function From({ from }: { from: ConflictSource }) {
  const now = useOffice().now()
  const written = [writerName(from.name, from.atKiosk), from.device]
  const parts = [...written, formatInstant(from.at, now), clockWords(from.wall, from.at, now)]
  return <p class="muted">{parts.filter((part) => part !== null && part !== '').join(' · ')}</p>
}
