import { useEffect, useRef, useState } from 'preact/hooks'
import { reader } from '../../i18n/reader.ts'
import { SaidKey } from '../../resident/Said.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { localeUtterance } from '../../resident/utterances.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Strip } from '../../ui/strip/Strip.tsx'
import { Title } from '../../ui/title/Title.tsx'

/** How long somebody has to answer, seconds. */
const patience = 20
/** The last numbers are said aloud. */
const counted = 5

interface Props {
  /** Where its words stand: what happens to who does not answer differs. */
  of: 'kiosk:still' | 'turned:still'
  now(): number
  onStay(): void
  /** Nobody answered, or somebody who was not meant. */
  onEnd(): void
}

/**
 * Nobody has touched a resident's screen for a while: it asks aloud and counts down, and what was on the screen is covered meanwhile.
 * Only the button counts as an answer: whoever comes next and touches the screen must not uncover it (fault 50).
 */
export function StillThere({ of, now, onStay, onEnd }: Props) {
  const voice = useVoice()
  const [since] = useState(now)
  const [left, setLeft] = useState(patience)
  const ended = useRef(false)

  useEffect(() => {
    void voice.say([localeUtterance(`${of}.title`), localeUtterance(`${of}.text`)], reader.peek())
    return () => voice.stop()
  }, [voice, of])

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
    onEnd()
  }, [left, voice, onEnd])

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
          <SaidKey of={`${of}.title`} />
        </Title>
        <p class="lead" id="still-text">
          <SaidKey of={`${of}.text`} />
        </p>
        <p class="kiosk-cover__count" role="timer" aria-live="off">
          <SharedKey of={`${of}.left`} values={{ count: left }} />
        </p>
        <div class="cluster">
          <Button variant="primary" size="big" onClick={onStay}>
            <SaidKey of={`${of}.stay`} />
          </Button>
          <Button size="big" onClick={onEnd}>
            <SaidKey of={`${of}.other`} />
          </Button>
        </div>
      </div>
    </div>
  )
}
