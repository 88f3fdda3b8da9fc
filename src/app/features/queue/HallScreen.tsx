import { useEffect, useRef, useState } from 'preact/hooks'
import { spokenNumber } from '../../../domain/queueNumber.ts'
import { t } from '../../i18n/i18n.ts'
import type { DeviceVoice } from '../../i18n/voice/DeviceVoice.ts'
import { Button } from '../../ui/button/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Strip } from '../../ui/strip/Strip.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import './queue.css'
import type { Hall } from './queueAnswers.ts'

const pollMs = 2_000

interface Props {
  hall(): Promise<Hall>
  voice: DeviceVoice
}

/** The hall's screen: the number and the counter in very large letters, and said aloud. It knows nothing of anybody. */
export function HallScreen({ hall, voice }: Props) {
  const { value, error } = useLoad(hall, 'hall', pollMs)
  const [isAloud, setAloud] = useState(false)
  const [isMute, setMute] = useState(false)
  useTitle(t('desk:title.hall'))
  useCalls(value?.called, (call) => {
    if (isAloud) void say(call)
  })

  async function say({ number, counter }: Hall['called'][number]) {
    const words = t('desk:hall.aloud', { number: spokenNumber(number), counter })
    await voice.say(words, 'vi', 0.9, new AbortController().signal).catch(() => setMute(true))
  }
  async function begin() {
    // browsers let a page speak, and fill the screen, only after somebody touched it
    setAloud(true)
    setMute(!(await voice.has('vi')))
    await document.documentElement.requestFullscreen?.().catch(() => undefined)
  }

  const called = value?.called ?? []
  return (
    <main id="main" class="hall" tabIndex={-1}>
      <Strip />
      <Title takesFocus={false}>{t('desk:hall.title')}</Title>
      <ol class="hall__called" aria-live="assertive">
        {called.map(({ number, counter }, at) => (
          <li key={number} class={cx('hall__one', at === 0 && 'hall__one--newest')}>
            <span>{number}</span>
            <span>{t('desk:hall.counter', { counter })}</span>
          </li>
        ))}
      </ol>
      {value && called.length === 0 && <p class="lead">{t('desk:hall.none')}</p>}
      <div class="hall__foot">
        <span>{value ? t('desk:hall.waiting', { count: value.waiting }) : ''}</span>
        {error !== undefined && <strong role="status">{t('desk:hall.noLine')}</strong>}
        {isMute && <span role="status">{t('desk:hall.mute')}</span>}
        {!isAloud && (
          <Button size="big" icon="sound" onClick={() => void begin()}>
            {t('desk:hall.begin')}
          </Button>
        )}
      </div>
    </main>
  )
}

/** Tells of each call once: a number called anew, or once more. What hung there when the page was opened was said before. */
function useCalls(called: Hall['called'] | undefined, onCall: (call: Hall['called'][number]) => void): void {
  const known = useRef<ReadonlyMap<string, number> | null>(null)
  useEffect(() => {
    if (!called) return
    const before = known.current
    known.current = new Map(called.map(({ number, calls }) => [number, calls]))
    if (!before) return
    // the oldest first, as they were called
    for (const call of [...called].reverse()) if (call.calls > (before.get(call.number) ?? 0)) onCall(call)
  }, [called])
}
