import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { CorrectDialog, type Correction } from './CorrectDialog.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { useOffice } from './officePort.ts'
import { PersonCase } from './PersonCase.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'
import './case.css'
import './print.css'

type Asked = { kind: 'withdraw' } | { kind: 'erase' } | { kind: 'correct'; correction: Correction }

/** All that the commune keeps of one person, and what they may ask for: to see, correct, take along, take back, be erased. */
export function PersonScreen({ id }: { id: string }) {
  const port = useOffice()
  const { route } = useLocation()
  const { value, error, busy, reload } = useLoad(() => port.person(id), id)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, setSaid] = useState<{ tone: 'done' | 'warning'; text: string } | null>(null)
  useTitle(t('desk:title.person'))

  async function act(work: () => Promise<void>, done: string): Promise<boolean> {
    setSaid(null)
    try {
      await work()
      setSaid({ tone: 'done', text: done })
      setAsked(null)
      await reload()
      return true
    } catch (refusal) {
      setSaid({ tone: 'warning', text: errorLine(refusal) })
      setAsked(null)
      return false
    }
  }

  if (value === undefined) {
    if (busy) return <Busy text={t('common:loading')} />
    return (
      <>
        <Title>{t('desk:case.notOpened')}</Title>
        <p class="lead">{errorLine(error)}</p>
        <div class="cluster">
          <Button href="/office">{t('desk:case.toInbox')}</Button>
        </div>
      </>
    )
  }

  const own = value.cases.find((one) => one.id === id)
  return (
    <article class="case stack sheet sheet--wide">
      <p class="no-print">
        <a class="tap" href={`/office/cases/${id}`}>
          {t('desk:person.toCase')}
        </a>
      </p>
      <Title>{t('desk:person.heading')}</Title>
      <p class="measure">{t('desk:person.lead')}</p>
      {said && (
        <Notice tone={said.tone} live>
          {said.text}
        </Notice>
      )}
      <div class="cluster no-print">
        <Button href={port.personFile(id)} icon="document" download>
          {t('desk:person.export')}
        </Button>
        <Button onClick={() => window.print()}>{t('desk:person.print')}</Button>
        <Button onClick={() => setAsked({ kind: 'withdraw' })}>{t('desk:person.withdraw')}</Button>
        <Button variant="danger" icon="trash" onClick={() => setAsked({ kind: 'erase' })}>
          {t('desk:person.erase')}
        </Button>
      </div>
      {value.cases.map((one) => (
        <PersonCase key={one.id} one={one} onCorrect={(correction) => setAsked({ kind: 'correct', correction })} />
      ))}
      {value.retentionDays !== null && <p class="muted">{t('desk:person.retention', { days: value.retentionDays })}</p>}
      {asked?.kind === 'correct' && (
        <CorrectDialog
          correction={asked.correction}
          onClose={() => setAsked(null)}
          onCorrect={({ record, version, group, field }, text) =>
            act(() => port.correct(record, version, group, { [field]: text }), t('desk:person.corrected'))
          }
        />
      )}
      {asked?.kind === 'withdraw' && (
        <WithdrawDialog
          onClose={() => setAsked(null)}
          onWithdraw={() => act(() => port.withdrawConsent(id), t('desk:person.withdrawn'))}
        />
      )}
      {asked?.kind === 'erase' && own && (
        <EraseDialog
          person={value}
          code={own.shortCode}
          onClose={() => setAsked(null)}
          onErase={async (reason, confirm) => {
            const seen = value.cases.map((one) => ({ id: one.id, version: one.version }))
            try {
              await port.erasePerson(id, { seen, reason, confirm })
              route('/office', true)
            } catch (refusal) {
              setSaid({ tone: 'warning', text: errorLine(refusal) })
              setAsked(null)
              await reload()
            }
          }}
        />
      )}
    </article>
  )
}
