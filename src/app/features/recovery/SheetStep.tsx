import { useCallback, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import type { RecoverySheet } from './careAnswers.ts'
import { useCare } from './carePort.ts'
import { NotHere } from './NotHere.tsx'
import { SheetToPrint } from './SheetToPrint.tsx'
import type { StepProps } from './StepProps.ts'

/** The recovery sheet, made for this page alone and forgotten with it (decision 014). */
export function SheetStep({ progress, onChanged, onHold }: StepProps) {
  const port = useCare()
  const [sheet, setSheet] = useState<RecoverySheet | null>(null)
  const [isAgain, setAgain] = useState(false)
  const [password, setPassword] = useState('')
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const drop = useCallback(() => setSheet(null), [])
  useUnsaved(sheet !== null, drop)
  const { inUse, waits } = progress.facts.sheet
  const { name, waitingName } = progress.hub.sheet
  const may = progress.mayShowShares

  async function make() {
    if (password === '') return setFailed(t('wizard:sheet.passwordMissing'))
    setBusy(true)
    setFailed(undefined)
    try {
      setSheet(await port.newSheet(password))
      onHold(true)
      setPassword('')
      setAgain(false)
      await onChanged()
    } catch (error) {
      setFailed(errorLine(error))
    }
    setBusy(false)
  }

  if (sheet !== null) return <SheetToPrint sheet={sheet} onPrinted={() => onHold(false)} />
  const stands = (inUse || waits) && !isAgain
  return (
    <>
      <Title>{t('wizard:sheet.title')}</Title>
      <p class="lead">{t('wizard:sheet.text')}</p>
      {stands && (
        <Notice tone={waits ? 'help' : 'done'}>
          {waits ? t('wizard:sheet.waits', { name: waitingName ?? '' }) : t('wizard:sheet.inUse', { name: name ?? '' })}
        </Notice>
      )}
      {stands && may === 'yes' && (
        <div class="cluster">
          <Button variant="quiet" onClick={() => setAgain(true)}>
            {t('wizard:sheet.again')}
          </Button>
        </div>
      )}
      {!stands && may !== 'yes' && (
        <NotHere why={may} command="npm run hub -- recovery-sheet --out to-khoi-phuc.html" />
      )}
      {!stands && may === 'yes' && (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void make()
          }}
        >
          <p class="measure">{t(isAgain ? 'wizard:sheet.againText' : 'wizard:sheet.how')}</p>
          <PasswordField
            id="sheet-password"
            label={t('wizard:sheet.password')}
            hint={t('wizard:sheet.passwordHint')}
            purpose="current"
            value={password}
            showText={t('desk:password.show')}
            hideText={t('desk:password.hide')}
            error={failed}
            onInput={setPassword}
          />
          <div class="cluster">
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? t('wizard:sheet.busy') : t('wizard:sheet.make')}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
