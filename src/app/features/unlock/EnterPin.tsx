import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary, lazy } from 'preact-iso'
import { formatWait } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { StorageProblem, type VolunteerChoice } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PinPad } from '../../ui/pinPad/PinPad.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useCountdown } from './useCountdown.ts'

const ForgotPin = lazy(() => import('./ForgotPin.tsx').then((module) => module.ForgotPin))

const pinLength = 6

type Answer =
  | { kind: 'none' | 'opening' }
  | { kind: 'wrong'; triesLeft: number }
  /** by the disk, when it was; `code` is a `StorageProblem`'s */
  | { kind: 'failed'; code?: string }

/** One volunteer's PIN: wrong tries are counted aloud, five bring a wait, ten lock (design D9, issue 2 §3). */
export function EnterPin({ volunteer, onOther }: { volunteer: VolunteerChoice; onOther: () => void }) {
  const { lock, now } = usePorts()
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' })
  const [locked, setLocked] = useState(false)
  const [forgot, setForgot] = useState(false)
  const [left, startCountdown] = useCountdown(now)

  useEffect(() => {
    let here = true
    lock.tries(volunteer.id).then(
      (tries) => {
        if (!here) return
        setLocked(tries.locked)
        startCountdown(tries.waitSeconds)
      },
      () => here && setAnswer({ kind: 'failed' }),
    )
    return () => {
      here = false
    }
  }, [lock, volunteer.id, startCountdown])

  async function enter(pin: string) {
    setAnswer({ kind: 'opening' })
    try {
      const result = await lock.unlock(volunteer.id, pin)
      if (result.kind === 'wrong') setAnswer({ kind: 'wrong', triesLeft: result.triesLeft })
      else setAnswer({ kind: 'none' })
      if (result.kind === 'wait') startCountdown(result.seconds)
      if (result.kind === 'locked') setLocked(true)
    } catch (error) {
      setAnswer({ kind: 'failed', ...(error instanceof StorageProblem ? { code: error.code } : {}) })
    }
  }

  if (forgot) {
    return (
      <ErrorBoundary>
        <ForgotPin volunteer={volunteer} onBack={() => setForgot(false)} />
      </ErrorBoundary>
    )
  }
  return (
    <>
      <Title>{locked ? t('unlock:locked.title') : t('unlock:pinTitle')}</Title>
      <p class="unlock__who">
        <span>{t('unlock:pinFor', { name: volunteer.name })}</span>
        <Button variant="quiet" onClick={onOther}>
          {t('unlock:other')}
        </Button>
      </p>
      {locked ? (
        <Notice tone="warning" live>
          {t('unlock:locked.text')}
        </Notice>
      ) : (
        <>
          <div class="unlock__answer">
            {left > 0 ? (
              <p class="unlock__wait" role="timer">
                {t('unlock:wait', { time: formatWait(left) })}
              </p>
            ) : (
              <PinAnswer answer={answer} />
            )}
          </div>
          <PinPad
            length={pinLength}
            disabled={answer.kind === 'opening' || left > 0}
            label={t('unlock:pinLabel')}
            eraseText={t('unlock:erase')}
            openText={t('unlock:open')}
            enteredText={(count) => (count === 0 ? '' : t('unlock:entered', { count }))}
            onEnter={(pin) => void enter(pin)}
          />
        </>
      )}
      <p>
        <Button variant="quiet" onClick={() => setForgot(true)}>
          {t('unlock:forgot.button')}
        </Button>
      </p>
    </>
  )
}

function PinAnswer({ answer }: { answer: Answer }) {
  switch (answer.kind) {
    case 'none':
      return null
    case 'opening':
      return <Busy text={t('unlock:opening')} />
    case 'wrong':
      return (
        <p class="unlock__wrong" role="alert">
          {t('unlock:wrong', { count: answer.triesLeft })}
        </p>
      )
    case 'failed':
      return (
        <p class="unlock__wrong" role="alert">
          {answer.code === 'disk-full' ? t('common:storageTrouble.disk-full') : t('unlock:failed')}
        </p>
      )
  }
}
