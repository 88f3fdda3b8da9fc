/** Why there is no picture to take: none in this tablet, nobody allowed it, or another app has it. */
export type CameraProblem = 'none' | 'refused' | 'busy'

/** A camera that is on. */
export interface OpenCamera {
  readonly stream: MediaStream
  readonly hasTorch: boolean
  setTorch(on: boolean): Promise<void>
  /** Off, light and all. */
  close(): void
}

const problems: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** A track of a camera with a light: known to few browsers, and not to the types. */
interface TorchTrack {
  getCapabilities?(): { torch?: boolean }
  applyConstraints(constraints: { advanced: { torch: boolean }[] }): Promise<void>
}

/** A page needs 150 dots an inch; a card's code is read from far less, and many pictures a second are looked at. */
const sizes = { page: { width: 2560, height: 1920 }, card: { width: 1280, height: 720 } } as const
export type CameraUse = keyof typeof sizes

/** The camera that looks away from the person, as large as its use needs. */
export async function openCamera(use: CameraUse): Promise<OpenCamera | CameraProblem> {
  if (!navigator.mediaDevices?.getUserMedia) return 'none'
  try {
    const { width, height } = sizes[use]
    const video = { facingMode: { ideal: 'environment' }, width: { ideal: width }, height: { ideal: height } }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video })
    const [track] = stream.getVideoTracks()
    const light = track as TorchTrack | undefined
    return {
      stream,
      hasTorch: light?.getCapabilities?.().torch === true,
      setTorch: async (torch) => light?.applyConstraints({ advanced: [{ torch }] }),
      close: () => {
        for (const one of stream.getTracks()) one.stop()
      },
    }
  } catch (error) {
    return problems[error instanceof DOMException ? error.name : ''] ?? 'none'
  }
}
