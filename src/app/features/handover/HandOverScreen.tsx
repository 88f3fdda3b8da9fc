import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'
import { ReceiptsBack } from './ReceiptsBack.tsx'
import { WorkToFile } from './WorkToFile.tsx'

/** Work that goes to the commune by hand and its receipt that comes back so; the ways to and from other tablets. */
export function HandOverScreen() {
  return (
    <HandOverFrame title={t('handover:title')} lead={t('handover:lead')} back="/field/status">
      <WorkToFile />
      <ReceiptsBack />
      <section class="stack" aria-labelledby="hands-title">
        <h2 id="hands-title">{t('handover:hands.title')}</h2>
        <div class="cluster">
          <Button icon="hand" href="/field/hand-over/give">
            {t('handover:hands.give')}
          </Button>
          <Button icon="bag" href="/field/hand-over/take">
            {t('handover:hands.take')}
          </Button>
        </div>
      </section>
    </HandOverFrame>
  )
}
