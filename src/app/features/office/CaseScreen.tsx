import { useState } from 'preact/hooks'
import type { CaseCommand } from '../../../domain/caseStatus.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { CaseBody } from './CaseBody.tsx'
import { CaseCommands } from './CaseCommands.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { CaseHolder } from './CaseHolder.tsx'
import { CaseLinks } from './CaseLinks.tsx'
import { ConflictChoice } from './ConflictChoice.tsx'
import { formOf } from './dossierView.ts'
import type { OpenedCase } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { SamePeople } from './SamePeople.tsx'
import './case.css'

/** A stale screen is refused by version anyway; a change that somebody else made shows within a breath or two. */
const pollMs = 20_000

/** One case: what was said, where it came from, what is open, and the commands that are allowed now. */
export function CaseScreen({ id }: { id: string }) {
  const port = useOffice()
  const { value, error, busy, reload } = useLoad((known: OpenedCase | undefined) => port.open(id, known), id, pollMs)
  const [said, setSaid] = useState<{ tone: 'done' | 'warning'; text: string } | null>(null)
  useTitle(t('desk:title.case', { code: value?.shortCode ?? '' }))

  /** True when it was done. */
  async function act(work: () => Promise<void>, done: string): Promise<boolean> {
    setSaid(null)
    let isDone = false
    try {
      await work()
      isDone = true
      setSaid({ tone: 'done', text: done })
    } catch (refusal) {
      setSaid({ tone: 'warning', text: errorLine(refusal) })
      if (problemCodeOf(refusal) === 'not-signed-in') return false
    }
    await reload()
    return isDone
  }

  if (value === undefined) {
    return busy ? (
      <Busy text={t('common:loading')} />
    ) : (
      <>
        <Title>{t('desk:case.notOpened')}</Title>
        <p class="lead">{errorLine(error)}</p>
        <div class="cluster">
          <Button variant="primary" onClick={() => void reload()}>
            {t('common:retry')}
          </Button>
          <Button href="/office">{t('desk:case.toInbox')}</Button>
        </div>
      </>
    )
  }

  const form = formOf(value.case)
  const open = value.conflicts.filter((conflict) => conflict.resolvedAt === null)
  return (
    <article class="case stack">
      <CaseHead opened={value} />
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {said && (
        <Notice tone={said.tone} live>
          {said.text}
        </Notice>
      )}
      <CaseHolder record={value.case} onFree={(work) => act(work, t('desk:holder.freed'))} />
      {open.map((conflict) => (
        <ConflictChoice
          key={conflict.id}
          conflict={conflict}
          form={form}
          onChoose={(choice) => act(() => port.resolve(conflict.id, choice), t('desk:conflict.done'))}
        />
      ))}
      <CaseCommands
        key={`${value.case.version}`}
        opened={value}
        onCommand={(command: CaseCommand) =>
          act(() => port.command(id, value.case.version, command), t(`desk:done.${command.name}`))
        }
      />
      <CaseBody record={value.case} photos={value.photos} />
      <CaseLinks opened={value} />
      <SamePeople opened={value} />
      <CaseHistory changes={value.changes} form={form} />
    </article>
  )
}
