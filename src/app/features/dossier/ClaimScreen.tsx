import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { ClaimResult } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { errorFor } from './errorFor.ts'

type Answer = { kind: 'none' } | { kind: 'asking' } | { kind: 'failed' } | ClaimResult

/** A resident's slip from a kiosk: its draft becomes the team's, and opens here as any other (SPEC KSK-5). */
export function ClaimScreen() {
  const { sync, drafts } = usePorts()
  const { route } = useLocation()
  const list = useWatch(drafts.list)
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState('')
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' })
  usePageTitle(t('dossier:claim.title'))

  const claimed = answer.kind === 'ok' ? answer.recordId : null
  const isHere = claimed !== null && list.some(({ id }) => id === claimed)
  useEffect(() => {
    if (isHere) route(`/field/dossier/${claimed}`, true)
  }, [isHere, claimed, route])

  async function claim() {
    if (answer.kind === 'asking') return
    setAnswer({ kind: 'asking' })
    setAnswer(await sync.claim({ code, secret }).catch((): Answer => ({ kind: 'failed' })))
  }
  const errors = errorsOf(answer)
  const typed = (set: (text: string) => void) => (text: string) => {
    set(text)
    setAnswer({ kind: 'none' })
  }

  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('dossier:task')} href="/field" statusHref="/field/status" />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href="/field/new-dossier">
            {t('common:back')}
          </Button>
          {claimed === null && (
            <Button variant="primary" size="big" type="submit" form="claim" iconAfter="arrowRight">
              {t('dossier:claim.open')}
            </Button>
          )}
        </>
      }
    >
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <Title>{t('dossier:claim.title')}</Title>
      <p class="lead">{t('dossier:claim.lead')}</p>
      {claimed !== null ? (
        <>
          <Busy text={t('dossier:claim.coming')} />
          <p class="measure">{t('dossier:claim.comingHint')}</p>
        </>
      ) : (
        <form
          id="claim"
          class="stack"
          noValidate
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            void claim()
          }}
        >
          <TextField
            id="claim-code"
            label={t('dossier:claim.code')}
            hint={t('dossier:claim.codeHint')}
            value={code}
            width="middle"
            maxLength={20}
            error={errorFor(errors, 'claim-code')}
            onInput={typed(setCode)}
          />
          <TextField
            id="claim-secret"
            label={t('dossier:claim.secret')}
            value={secret}
            width="middle"
            maxLength={20}
            error={errorFor(errors, 'claim-secret')}
            onInput={typed(setSecret)}
          />
        </form>
      )}
      <div role="status">
        {answer.kind === 'asking' && <Busy text={t('dossier:claim.asking')} />}
        <Refusal answer={answer} />
      </div>
    </Screen>
  )
}

function errorsOf(answer: Answer): FieldError[] {
  if (answer.kind !== 'misread') return []
  return [{ fieldId: `claim-${answer.what}`, text: t(`dossier:claim.misread.${answer.what}`) }]
}

const refusals = ['unknown', 'expired', 'no-line', 'busy', 'refused', 'failed'] as const

function Refusal({ answer }: { answer: Answer }) {
  const why = refusals.find((kind) => kind === answer.kind)
  return why ? <Notice tone="warning">{t(`dossier:claim.refused.${why}`)}</Notice> : null
}
