import { formatBytes, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { PhotoStatus } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Figure } from '../../ui/figure/Figure.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** What photos may cost a day over a line that is not known to be Wi-Fi, bytes. */
const budgets: Readonly<Record<string, number | null>> = {
  wifi: 0,
  little: 10_000_000,
  more: 30_000_000,
  any: null,
}

const isHeld = ({ line, budget, spentToday, waiting }: PhotoStatus) =>
  waiting > 0 && line !== 'wifi' && budget !== null && spentToday >= budget

/** Photos of papers, which go after all text and may cost the person who holds the tablet something. */
export function PhotosOnTablet({ photos }: { photos: PhotoStatus }) {
  const { sync } = usePorts()
  const { waiting, waitingBytes, stored, safe, refused, budget, spentToday, line } = photos
  if (waiting + stored + safe + refused === 0) return null
  const chosen = Object.entries(budgets).find(([, bytes]) => bytes === budget)?.[0] ?? ''
  return (
    <section class="stack" aria-labelledby="photos-title">
      <h2 id="photos-title">{t('status:photos.title')}</h2>
      <dl class="figures">
        <Figure name={t('status:pending')} value={formatNumber(waiting)} hint={formatBytes(waitingBytes)} />
        <Figure name={t('status:stored')} value={formatNumber(stored)} hint={t('status:storedHint')} />
        <Figure name={t('status:safe')} value={formatNumber(safe)} hint={t('status:safeHint')} />
      </dl>
      {refused > 0 && <Notice tone="warning">{t('status:photos.refused', { count: refused })}</Notice>}
      {isHeld(photos) && <Notice tone="info">{t(`status:photos.held.${budget === 0 ? 'wifi' : 'spent'}`)}</Notice>}
      {waiting > 0 && line !== 'wifi' && (
        <div class="cluster">
          <Button icon="send" onClick={() => void sync.sendPhotosNow()}>
            {t('status:photos.sendNow', { bytes: formatBytes(waitingBytes) })}
          </Button>
        </div>
      )}
      <Choice
        id="photo-budget"
        label={t('status:photos.budget')}
        hint={`${t(`status:photos.line.${line}`)} ${t('status:photos.spent', { bytes: formatBytes(spentToday) })}`}
        columns={2}
        options={Object.entries(budgets).map(([value, bytes]) => ({
          value,
          label: t(`status:photos.budgets.${value}`, { bytes: formatBytes(bytes ?? 0) }),
        }))}
        value={chosen}
        onChange={(value) => void sync.setPhotoBudget(budgets[value] ?? null)}
      />
    </section>
  )
}
