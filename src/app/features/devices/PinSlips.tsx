import { t } from '../../i18n/i18n.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { PrintAlone } from '../../ui/printAlone/PrintAlone.tsx'

export interface Slip {
  readonly name: string
  readonly pin: string
}

/** First PINs, shown once: the hub keeps none. They can be printed, cut out and handed over. */
export function PinSlips({ slips, onDone }: { slips: readonly Slip[]; onDone: () => void }) {
  return (
    <section class="stack">
      <PrintAlone>
        {slips.map(({ name, pin }) => (
          <Card key={`${name} ${pin}`} tone="help">
            <div class="stack">
              <h2>{t('desk:pinSlip.title', { name })}</h2>
              <div>
                <BigCode label={t('desk:pinSlip.pin')} code={`${pin.slice(0, 3)} ${pin.slice(3)}`} />
              </div>
              <p class="measure">{t('desk:pinSlip.text')}</p>
            </div>
          </Card>
        ))}
      </PrintAlone>
      <div class="cluster no-print">
        <Button onClick={() => window.print()}>{t('desk:pinSlip.print')}</Button>
        <Button variant="primary" onClick={onDone}>
          {t('desk:pinSlip.done')}
        </Button>
      </div>
    </section>
  )
}
