import { t } from '../i18n/i18n.ts'
import { flushSaves } from '../storage/openSaves.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'

/** Hands this step to the resident. What was typed reaches the disk first: the resident's screen reads it there. */
export function TurnButton() {
  const { lock } = usePorts()
  return (
    <Button icon="turn" onClick={() => void flushSaves().finally(() => lock.turn())}>
      {t('turned:button')}
    </Button>
  )
}
