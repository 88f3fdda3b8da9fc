import { t } from '../i18n/i18n.ts'
import type { Watch } from '../storage/ports.ts'
import { useWatch } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { Dialog } from '../ui/dialog/Dialog.tsx'
import './stillThere.css'

/** Read out this often, s: every second would leave no time to hear anything else. */
const spokenEvery = 5

interface Props {
  /** null while nobody need be asked */
  secondsLeft: Watch<number | null>
  onStay: () => void
}

/** Before an idle tablet locks itself it asks, and counts down in words; any touch stays. */
export function StillThere({ secondsLeft, onStay }: Props) {
  const left = useWatch(secondsLeft)
  const spoken = Math.ceil((left ?? 0) / spokenEvery) * spokenEvery
  return (
    <Dialog
      open={left !== null}
      title={t('field:stillThere.title')}
      onClose={onStay}
      actions={
        <Button variant="primary" size="big" onClick={onStay}>
          {t('field:stillThere.stay')}
        </Button>
      }
    >
      <p class="still-there" aria-hidden="true">
        {t('field:stillThere.left', { count: left ?? 0 })}
      </p>
      <p class="still-there__spoken" role="timer" aria-live="polite">
        {t('field:stillThere.left', { count: spoken })}
      </p>
      <p class="measure">{t('field:stillThere.kept')}</p>
    </Dialog>
  )
}
