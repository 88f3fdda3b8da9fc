import { t } from '../../i18n/i18n.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import './pinSlip.css'

/** A first PIN, shown once: the hub keeps none. It can be printed, cut out and handed over. */
export function PinSlip({ name, pin, onDone }: { name: string; pin: string; onDone: () => void }) {
  return (
    <Card tone="help">
      <div class="stack pin-slip">
        <h3>{t('desk:pinSlip.title', { name })}</h3>
        <div>
          <BigCode label={t('desk:pinSlip.pin')} code={`${pin.slice(0, 3)} ${pin.slice(3)}`} />
        </div>
        <p class="measure">{t('desk:pinSlip.text')}</p>
        <div class="cluster no-print">
          <Button onClick={() => window.print()}>{t('desk:pinSlip.print')}</Button>
          <Button variant="primary" onClick={onDone}>
            {t('desk:pinSlip.done')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
