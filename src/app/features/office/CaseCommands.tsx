import { useState } from 'preact/hooks'
import { type CaseCommand, type CaseCommandName, caseCommandNames } from '../../../domain/caseStatus.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import type { OpenedCase } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

interface Props {
  opened: OpenedCase
  /** Resolves with whether the hub took it. */
  onCommand: (command: CaseCommand) => Promise<boolean>
}

/** Steps forward; the first that is allowed is what this screen is for. */
const forward: readonly string[] = ['receive', 'startAppraisal', 'approve', 'returnResult'] satisfies CaseCommandName[]

/** Buttons for the commands that the hub allows now, and no other. */
export function CaseCommands({ opened, onCommand }: Props) {
  const [asked, setAsked] = useState<CaseCommandName | null>(null)
  // what was typed outlives its dialog and this page: the session may end, or the hub refuse, before it is through
  const { typed } = useOffice()
  const keyOf = (name: CaseCommandName) => `${opened.case.id} ${name}`
  const [text, setText] = useState('')
  const allowed = caseCommandNames.filter((name) => opened.commands.includes(name))
  if (allowed.length === 0) return <p class="muted">{t('desk:case.noCommands')}</p>
  const conflicts = opened.case.openConflicts
  return (
    <section class="case-commands no-print" aria-label={t('desk:case.commands')}>
      {conflicts > 0 && <Notice tone="info">{t('desk:case.conflictFirst')}</Notice>}
      <div class="cluster">
        {allowed.map((name) => (
          <Button
            key={name}
            variant={forward.includes(name) && conflicts === 0 ? 'primary' : 'plain'}
            onClick={() => {
              setText(typed.get(keyOf(name)) ?? '')
              setAsked(name)
            }}
          >
            {t(`desk:command.${name}`)}
          </Button>
        ))}
      </div>
      {asked && (
        <CommandDialog
          key={asked}
          name={asked}
          text={text}
          onText={(value) => {
            typed.set(keyOf(asked), value)
            setText(value)
          }}
          onClose={() => setAsked(null)}
          onCommand={async (command) => {
            if (await onCommand(command)) typed.delete(keyOf(asked))
            setAsked(null)
          }}
        />
      )}
    </section>
  )
}
