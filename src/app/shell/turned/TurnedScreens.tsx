import { useEffect, useRef, useState } from 'preact/hooks'
import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso'
import '../../features/kiosk/kiosk.css'
import { StillThere } from '../../features/kiosk/StillThere.tsx'
import { flushSaves } from '../../storage/openSaves.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { watchStillness } from '../kiosk/watchStillness.ts'
import { fieldInFocus, focusWhenThere } from '../sameField.ts'
import { HandBack } from './HandBack.tsx'
import type { HandedStep } from './handedStep.ts'

const ActivationWithVoice = lazy(() =>
  import('../ActivationWithVoice.tsx').then((module) => module.ActivationWithVoice),
)
const GuideWithVoice = lazy(() => import('../GuideWithVoice.tsx').then((module) => module.GuideWithVoice))
const DossierFlow = lazy(() => import('../../features/dossier/DossierFlow.tsx').then((module) => module.DossierFlow))

/** How long nobody may touch the screen before the resident is asked, ms. */
const stillMs = 60_000
/** At a step the resident works on a phone of their own and waits for its messages. */
const stepMs = 180_000
const isStep = (path: string) => /^\/field\/(guides|activation\/[^/]+\/(step|why|beside|besideWhy))\//.test(path)

interface Props {
  step: HandedStep
  /** Locks; `at` is where the resident was led last. */
  onLeave(reason: 'asked' | 'idle' | 'hidden', at: string): void
}

/** The step, what belongs to it, and for every other way the end; above them what asks whether anybody is there. */
export function TurnedScreens({ step, onLeave }: Props) {
  const { now } = usePorts()
  const { path, back } = useLocation()
  const [asks, setAsks] = useState(false)
  const field = useRef<string | null>(null)
  const at = useRef(path)
  const stillness = useRef<ReturnType<typeof watchStillness> | null>(null)
  at.current = path

  useEffect(() => {
    let isGone = false
    const leaveHidden = () => {
      isGone = true
      onLeave('hidden', at.current)
    }
    const watch = watchStillness({
      now,
      limitMs: () => (isStep(at.current) ? stepMs : stillMs),
      onStill() {
        // nothing is asked where nothing is left to answer
        if (!step.mayShow(at.current)) return onLeave('idle', at.current)
        field.current = fieldInFocus()
        void flushSaves()
        setAsks(true)
      },
      onBlank(blank) {
        // who was away for long finds the lock, and nothing before it
        document.documentElement.toggleAttribute('data-blank', blank || isGone)
        if (blank) void flushSaves()
      },
      onGone: leaveHidden,
    })
    stillness.current = watch
    return () => {
      watch.stop()
      document.documentElement.removeAttribute('data-blank')
    }
  }, [now, step, onLeave])

  function stay() {
    stillness.current?.touch()
    setAsks(false)
    if (field.current !== null) focusWhenThere(field.current)
  }

  return (
    <>
      <div hidden={asks}>
        {step.mayShow(path) ? (
          <ErrorBoundary>
            <Router>
              <Route path="/field/activation/:id/:place?/:part?" component={ActivationWithVoice} />
              <Route path="/field/guides/:guide?/:place?/:part?" component={GuideWithVoice} />
              <Route path="/field/dossier/:id/:place?/:part?" component={DossierFlow} />
            </Router>
          </ErrorBoundary>
        ) : (
          <HandBack onBack={back} onOpen={() => onLeave('asked', path)} />
        )}
      </div>
      {asks && <StillThere of="turned:still" now={now} onStay={stay} onEnd={() => onLeave('idle', at.current)} />}
    </>
  )
}
