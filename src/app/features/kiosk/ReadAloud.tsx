import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { language, t } from '../../i18n/i18n.ts'
import { reader } from '../../i18n/reader.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { useVoice } from '../../resident/voiceContext.ts'
import { Button } from '../../ui/button/Button.tsx'
import { StatusPill } from '../../ui/statusPill/StatusPill.tsx'
import { screenUtterances } from './screenUtterances.ts'

function ofScreen() {
  const main = document.getElementById('main')
  return main ? screenUtterances(main, language.peek()) : []
}

/** Hear the screen that stands there; who listens hears the next one by itself, until they stop it. */
export function ReadAloud() {
  const voice = useVoice()
  const { url } = useLocation()
  const state = voice.state.value
  const speaking = state.kind === 'speaking'
  const say = () => void voice.say(ofScreen(), reader.peek())

  useEffect(() => {
    if (!voice.follows.peek()) return
    // the next screen is drawn first
    const timer = setTimeout(say, 300)
    return () => clearTimeout(timer)
  }, [url, voice])

  return (
    <>
      {speaking && state.fellBack && <StatusPill tone="waiting" text={<SharedKey of="guide:voice.fellBack" />} live />}
      <Button
        icon={speaking ? 'close' : 'sound'}
        label={state.kind === 'mute' ? t('guide:voice.mute') : undefined}
        onClick={speaking ? () => voice.stop() : say}
      >
        <SharedKey of={speaking ? 'guide:voice.stop' : 'guide:voice.listen'} />
      </Button>
    </>
  )
}
