import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { reader } from '../../i18n/reader.ts'
import { SaidKey } from '../../resident/Said.tsx'
import { localeUtterance } from '../../resident/utterances.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Strip } from '../../ui/strip/Strip.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useKiosk } from './kioskContext.ts'

/** How long somebody has to answer, seconds. */
const patience = 20
/** The last numbers are said aloud. */
const counted = 5

interface Props {
  now(): number
  onStay(): void
}

/**
 * Nobody has touched the kiosk for a while: it asks aloud and counts down, and what was on the screen is covered meanwhile.
 * Only the button counts as an answer: whoever comes next and touches the screen must not uncover it (fault 50).
 */
export function StillThere({ now, onStay }: Props) {
  const { next } = useKiosk()
  const voice = useVoice()
  const [since] = useState(now)
  const [left, setLeft] = useState(patience)
  const ended = useRef(false)

  useEffect(() => {
    void voice.say([localeUtterance('kiosk:still.title'), localeUtterance('kiosk:still.text')], reader.peek())
    return () => voice.stop()
  }, [voice])

  useEffect(() => {
    const started = performance.now()
    const timer = setInterval(() => {
      // the clock that ran further counts: one may be set back, the other may stand still while the tablet sleeps
      const passed = Math.max(now() - since, performance.now() - started)
      setLeft(Math.max(0, patience - Math.floor(passed / 1000)))
    }, 250)
    return () => clearInterval(timer)
  }, [now, since])

  useEffect(() => {
    if (left > 0 && left <= counted) void voice.count(left, reader.peek())
    if (left > 0 || ended.current) return
    ended.current = true
    next()
  }, [left, voice, next])

  return (
    <div
      class="kiosk-cover"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="still-title"
      aria-describedby="still-text"
    >
      <Strip />
      <div class="kiosk-cover__words stack">
        <Title id="still-title">
          <SaidKey of="kiosk:still.title" />
        </Title>
        <p class="lead" id="still-text">
          <SaidKey of="kiosk:still.text" />
        </p>
        <p class="kiosk-cover__count" role="timer" aria-live="off">
          {t('kiosk:still.left', { count: left })}
        </p>
        <div class="cluster">
          <Button variant="primary" size="big" onClick={onStay}>
            <SaidKey of="kiosk:still.stay" />
          </Button>
          <Button size="big" onClick={next}>
            <SaidKey of="kiosk:still.other" />
          </Button>
        </div>
      </div>
    </div>
  )
}
