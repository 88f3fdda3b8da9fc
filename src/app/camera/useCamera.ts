import { useCallback, useEffect, useState } from 'preact/hooks'
import { type CameraProblem, type CameraUse, type OpenCamera, openCamera } from './openCamera.ts'

export interface CameraState {
  /** null while it opens, and while nobody looks */
  camera: OpenCamera | null
  problem: CameraProblem | null
  again(): void
}

/** The camera for as long as a screen is seen: it goes off with the page, its light too. */
export function useCamera(use: CameraUse): CameraState {
  const [camera, setCamera] = useState<OpenCamera | null>(null)
  const [problem, setProblem] = useState<CameraProblem | null>(null)
  const [tries, setTries] = useState(0)
  const [isSeen, setIsSeen] = useState(() => document.visibilityState === 'visible')

  useEffect(() => {
    const look = () => setIsSeen(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  useEffect(() => {
    if (!isSeen) return
    let here = true
    let open: OpenCamera | null = null
    setProblem(null)
    void openCamera(use).then((found) => {
      if (typeof found === 'string') {
        if (here) setProblem(found)
        return
      }
      // the screen went away while the browser asked
      if (!here) return found.close()
      open = found
      setCamera(found)
    })
    return () => {
      here = false
      open?.close()
      setCamera(null)
    }
  }, [isSeen, tries, use])

  const again = useCallback(() => setTries((count) => count + 1), [])
  return { camera, problem, again }
}
