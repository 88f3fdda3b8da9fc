import { useEffect } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'

/**
 * The way to the camera for a volunteer; whom a tablet knows already, as a scan says, is told to nobody but its team. What reads
 * cards gets ready while the screen with this button is looked at: on a slow tablet that takes longer than the reading.
 */
export function ScanButton({ href }: { href: string }) {
  const { holder } = usePorts()
  const isOffered = holder === 'volunteer'
  useEffect(() => {
    if (!isOffered) return
    let here = true
    let end: (() => void) | null = null
    const load = async () => {
      const { readyCardWorker } = await import('./readyCardWorker.ts')
      if (here) end = readyCardWorker()
    }
    load().catch(() => {
      // without it the scan begins its own
    })
    return () => {
      here = false
      end?.()
    }
  }, [isOffered])
  if (!isOffered) return null
  return (
    <div>
      <Button icon="camera" href={href}>
        {t('scan:open')}
      </Button>
    </div>
  )
}
