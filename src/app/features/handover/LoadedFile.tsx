import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { problemLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { saveFile } from '../../ui/saveFile.ts'
import type { ImportedFile } from './deskHandover.ts'

interface Props {
  name: string
  imported: ImportedFile
}

/** What of a file arrived, what did not, and the receipt that goes back to its tablet. */
export function LoadedFile({ name, imported }: Props) {
  const [failed, setFailed] = useState(false)
  const { device, stretches, fresh, photos, receipts } = imported
  const missing = stretches.filter(({ held, to }) => held < to)
  const isWhole = missing.length === 0 && photos.held === photos.sent
  const receiptName = `bien-nhan-${device.id.slice(0, 6)}.json`
  return (
    <Notice tone={isWhole ? 'done' : 'warning'} title={t('handover:desk.load.from', { name, label: device.label })}>
      <div class="stack stack--tight">
        <p>{fresh > 0 ? t('handover:desk.load.fresh', { count: fresh }) : t('handover:desk.load.nothingNew')}</p>
        {photos.sent > 0 && <p>{t('handover:desk.load.photos', { held: photos.held, sent: photos.sent })}</p>}
        {missing.map(({ chain, from, to, held, problem }) => {
          const first = Math.max(from, held + 1)
          const why =
            problem === null || problem === 'bad-frame' ? t('handover:desk.load.damaged') : problemLine(problem)
          return (
            <p key={`${chain}-${from}`}>
              {t('handover:desk.load.missing', { count: to - first + 1, from: first, to, why })}
            </p>
          )
        })}
        <div class="cluster">
          <Button
            icon="document"
            label={t('handover:desk.load.receiptOf', { label: device.label })}
            onClick={() => {
              const file = new File([receipts], receiptName, { type: 'application/json' })
              saveFile(file).then(
                () => setFailed(false),
                () => setFailed(true),
              )
            }}
          >
            {t('handover:desk.load.receipt')}
          </Button>
        </div>
        {failed && <p role="alert">{t('handover:failed')}</p>}
      </div>
    </Notice>
  )
}
