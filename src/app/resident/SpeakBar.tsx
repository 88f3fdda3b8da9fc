import { useEffect } from 'preact/hooks'
import { reader } from '../i18n/reader.ts'
import type { Utterance } from '../i18n/voice/VoicePort.ts'
import { Button } from '../ui/button/Button.tsx'
import { SaidKey } from './Said.tsx'
import './speakBar.css'
import { useVoice } from './voiceContext.ts'

interface Props {
  /** What this screen says. */
  what: readonly Utterance[]
  /** Changes when there is something new to hear: whoever listens hears it by themselves. */
  saidFor: string
}

/** Hear this screen, again, slower, stop. Once somebody listens, the next screen is read by itself until they stop it. */
export function SpeakBar({ what, saidFor }: Props) {
  const voice = useVoice()
  const state = voice.state.value
  const say = () => void voice.say(what, reader.value)

  useEffect(() => {
    if (voice.follows.peek()) say()
  }, [saidFor, voice])

  const speaking = state.kind === 'speaking'
  return (
    <div class="speak-bar">
      <div class="cluster">
        <Button size="big" icon={speaking ? 'close' : 'sound'} onClick={speaking ? () => voice.stop() : say}>
          <SaidKey
            of={speaking ? 'guide:voice.stop' : voice.follows.value ? 'guide:voice.again' : 'guide:voice.listen'}
          />
        </Button>
        <Button size="big" icon="clock" pressed={voice.slow.value} onClick={() => voice.setSlow(!voice.slow.value)}>
          <SaidKey of="guide:voice.slower" />
        </Button>
      </div>
      <p class="muted" role="status">
        {state.kind === 'mute' && <SaidKey of="guide:voice.mute" />}
        {speaking && state.fellBack && <SaidKey of="guide:voice.fellBack" />}
      </p>
    </div>
  )
}
