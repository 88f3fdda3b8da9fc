/** Why nothing can be recorded: no microphone, nobody allowed it, another app has it, or this browser records no Opus. */
export type MicrophoneProblem = 'none' | 'refused' | 'busy' | 'no-opus'

const problems: Readonly<Record<string, MicrophoneProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** The microphone, as one person speaks into it from near by; what sounds in the room besides is held back by the browser. */
export async function openMicrophone(): Promise<MediaStream | MicrophoneProblem> {
  if (!navigator.mediaDevices?.getUserMedia) return 'none'
  try {
    const audio = { channelCount: { ideal: 1 }, noiseSuppression: true, autoGainControl: true, echoCancellation: false }
    return await navigator.mediaDevices.getUserMedia({ audio, video: false })
  } catch (error) {
    return problems[error instanceof DOMException ? error.name : ''] ?? 'none'
  }
}
