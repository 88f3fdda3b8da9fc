import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { VoicePort } from '../i18n/voice/VoicePort.ts'

/** The voice of the resident screens; the shell provides it. */
export const VoiceContext = createContext<VoicePort | null>(null)

/** @throws when a resident screen is drawn without a voice: a wiring mistake, never a user's. */
export function useVoice(): VoicePort {
  const voice = useContext(VoiceContext)
  if (!voice) throw new Error('a resident screen was drawn without its voice')
  return voice
}
