import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { playClip } from '../i18n/voice/ClipVoice.ts'
import { deviceVoice } from '../i18n/voice/DeviceVoice.ts'
import { makeVoice } from '../i18n/voice/makeVoice.ts'
import { VoiceContext } from '../resident/voiceContext.ts'

/** Gives the resident screens below it this tablet's voice, which falls silent when they go. */
export function TabletVoice({ children }: { children: ComponentChildren }) {
  const voice = useMemo(() => makeVoice({ clips: async () => null, play: playClip, device: deviceVoice() }), [])
  useEffect(() => () => voice.stop(), [voice])
  return <VoiceContext.Provider value={voice}>{children}</VoiceContext.Provider>
}
