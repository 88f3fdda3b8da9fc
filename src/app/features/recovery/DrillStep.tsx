import { useState } from 'preact/hooks'
import { hasText, t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { Title } from '../../ui/title/Title.tsx'
import type { Drill } from './careAnswers.ts'
import { useCare } from './carePort.ts'
import { NotHere } from './NotHere.tsx'
import { Proof } from './Proof.tsx'
import type { StepProps } from './StepProps.ts'

const fields = ['share-1', 'share-2'] as const

/** Which of the two boxes a refusal is about; the first, where it is about the pair. */
function errorsOf({ code, data }: Extract<Drill, { ok: false }>): readonly FieldError[] {
  const key = `backup:${code}`
  const text = hasText(key) ? t(key, data) : t('wizard:drill.refused', { code })
  return [{ fieldId: data.place === 2 ? fields[1] : fields[0], text }]
}

/** Two shares typed back from the paper: the proof that the sheet works, and that people can read it. */
export function DrillStep({ progress, onChanged }: StepProps) {
  const port = useCare()
  const [shares, setShares] = useState<readonly [string, string]>(['', ''])
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [proved, setProved] = useState<Extract<Drill, { ok: true }> | null>(null)
  const [busy, setBusy] = useState(false)
  const { sheet } = progress.facts
  const may = progress.mayShowShares
  const canTry = sheet.inUse || sheet.waits
  const errorOf = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.text

  async function prove() {
    const missing = fields.filter((_, at) => (shares[at] ?? '').trim() === '')
    setErrors(missing.map((fieldId) => ({ fieldId, text: t('wizard:drill.missing') })))
    if (missing.length > 0 || busy) return
    setBusy(true)
    try {
      const result = await port.drill(shares)
      if (result.ok) {
        setProved(result)
        setShares(['', ''])
        await onChanged()
      } else setErrors(errorsOf(result))
    } catch (error) {
      setErrors([{ fieldId: fields[0], text: errorLine(error) }])
    }
    setBusy(false)
  }

  return (
    <>
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <Title>{t('wizard:drill.title')}</Title>
      <p class="lead">{t('wizard:drill.text')}</p>
      {!canTry && <Notice tone="help">{t('wizard:drill.noSheet')}</Notice>}
      {canTry && may !== 'yes' && <NotHere why={may} command="npm run hub -- recovery-drill --stdin" />}
      {proved && (
        <>
          <Proof drill={proved} hasFolder={progress.facts.backups.folder} />
          <div class="cluster">
            <Button variant="quiet" onClick={() => setProved(null)}>
              {t('wizard:drill.again')}
            </Button>
          </div>
        </>
      )}
      {canTry && may === 'yes' && !proved && (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void prove()
          }}
        >
          {fields.map((id, at) => (
            <TextArea
              key={id}
              id={id}
              label={t('wizard:drill.share', { number: at + 1 })}
              hint={at === 0 ? t('wizard:drill.hint') : undefined}
              rows={3}
              maxLength={200}
              value={shares[at] ?? ''}
              error={errorOf(id)}
              onInput={(text) => setShares(([one, two]) => (at === 0 ? [text, two] : [one, text]))}
            />
          ))}
          <div class="cluster">
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? t('wizard:drill.busy') : t('wizard:drill.prove')}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
