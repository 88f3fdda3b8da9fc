import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { type ClipSource, playClip } from '../i18n/voice/ClipVoice.ts'
import { deviceVoice } from '../i18n/voice/DeviceVoice.ts'
import { makeVoice } from '../i18n/voice/makeVoice.ts'
import { VoiceContext } from '../resident/voiceContext.ts'
import { usePorts } from '../storage/usePorts.ts'

/** Gives the resident screens below it this tablet's voice, which falls silent when they go. */
export function TabletVoice({ children }: { children: ComponentChildren }) {
  const { packs } = usePorts()
  const voice = useMemo(() => {
    // without what the hub published there are no clips, and the device reads
    const clips: ClipSource = async (language, sound) =>
      packs().then(
        (port) => port.clip(language, sound),
        () => null,
      )
    return makeVoice({ clips, play: playClip, device: deviceVoice() })
  }, [packs])
  useEffect(() => () => voice.stop(), [voice])
  return <VoiceContext.Provider value={voice}>{children}</VoiceContext.Provider>
}
