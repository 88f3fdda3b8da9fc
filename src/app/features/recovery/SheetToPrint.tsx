import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PrintAlone } from '../../ui/printAlone/PrintAlone.tsx'
import { Title } from '../../ui/title/Title.tsx'
import type { RecoverySheet } from './careAnswers.ts'
import { SheetPaper } from './SheetPaper.tsx'

/** The sheet on screen, this once, with the way to the printer. */
export function SheetToPrint({ sheet, onPrinted }: { sheet: RecoverySheet; onPrinted: () => void }) {
  function print() {
    window.print()
    onPrinted()
  }
  return (
    <>
      <Title>{t('wizard:sheet.printTitle')}</Title>
      <Notice tone="warning">{t('wizard:sheet.once')}</Notice>
      <div class="cluster">
        <Button variant="primary" onClick={print}>
          {t('wizard:sheet.print')}
        </Button>
      </div>
      <p class="measure">{t('wizard:sheet.printHow')}</p>
      <PrintAlone>
        <SheetPaper {...sheet} />
      </PrintAlone>
    </>
  )
}
