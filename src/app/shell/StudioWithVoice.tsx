import { useMemo } from 'preact/hooks'
import { StudioScreen } from '../features/studio/StudioScreen.tsx'
import { playClip } from '../i18n/voice/ClipVoice.ts'
import { deviceVoice } from '../i18n/voice/DeviceVoice.ts'
import { makeVoice } from '../i18n/voice/makeVoice.ts'
import { VoiceContext } from '../resident/voiceContext.ts'

/** The language studio with this machine's own voice for the Vietnamese; clips are heard one by one, as they are. */
export function StudioWithVoice() {
  const voice = useMemo(() => makeVoice({ clips: async () => null, play: playClip, device: deviceVoice() }), [])
  return (
    <VoiceContext.Provider value={voice}>
      <StudioScreen />
    </VoiceContext.Provider>
  )
}
