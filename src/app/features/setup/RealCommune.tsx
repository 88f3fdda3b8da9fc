import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf } from '../../i18n/problemText.ts'
import { CommunePage } from './CommunePage.tsx'
import { emptySetupForm, newCommuneFrom, type SetupForm } from './newCommune.ts'
import { OfficerPage } from './OfficerPage.tsx'
import { useSetup } from './setupPort.ts'

interface Props {
  onBack: () => void
  /** The one-time link has made a commune already. */
  onLinkUsed: () => void
}

/** A real commune and its first officer, on two pages; both are sent together, because the link works once. */
export function RealCommune({ onBack, onLinkUsed }: Props) {
  const { makeCommune, enter } = useSetup()
  const [page, setPage] = useState<'commune' | 'officer'>('commune')
  const [form, setForm] = useState<SetupForm>(emptySetupForm)
  // from here on only the sign-in is tried again
  const [isMade, setMade] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<SetupForm>) => setForm((before) => ({ ...before, ...part }))

  async function send() {
    setBusy(true)
    setFailed(null)
    let stands = isMade
    try {
      if (!stands) await makeCommune(newCommuneFrom(form))
      stands = true
      setMade(true)
      await enter(form.login, form.password, 'setup')
    } catch (error) {
      const why = errorLine(error)
      if (problemCodeOf(error) === 'token-used') return onLinkUsed()
      setFailed(stands ? t('setup:real.madeNotIn', { why }) : why)
      setBusy(false)
    }
  }

  if (page === 'commune') {
    return <CommunePage key={page} form={form} onChange={change} onBack={onBack} onNext={() => setPage('officer')} />
  }
  return (
    <OfficerPage
      key={page}
      form={form}
      onChange={change}
      isMade={isMade}
      busy={busy}
      failed={failed}
      onBack={() => setPage('commune')}
      onSend={() => void send()}
    />
  )
}
