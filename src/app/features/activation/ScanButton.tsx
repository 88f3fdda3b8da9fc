import { t } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'

/** The way to the camera for a volunteer; whom a tablet knows already, as a scan says, is told to nobody but its team. */
export function ScanButton({ href }: { href: string }) {
  const { holder } = usePorts()
  if (holder !== 'volunteer') return null
  return (
    <div>
      <Button icon="camera" href={href}>
        {t('scan:open')}
      </Button>
    </div>
  )
}
