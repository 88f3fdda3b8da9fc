import { formatWait } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { CopyText } from '../../ui/copyText/CopyText.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { QrCode } from '../../ui/qrCode/QrCode.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { EnrolLink } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'

/** A link to this very machine: no camera's way leads there. */
const isHere = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url)

/** A one-time link, for the camera of a tablet and to copy, with the time that is left of it. */
export function EnrolLinkCard({ link }: { link: EnrolLink }) {
  const now = useNow(useDevices().now, 1000)
  const secondsLeft = Math.max(0, (link.expiresAt - now) / 1000)
  if (secondsLeft === 0) return <Notice tone="info">{t('desk:devices.link.over')}</Notice>
  return (
    <>
      {!isHere(link.enrolUrl) && (
        <div class="stack stack--tight">
          <p>{t('desk:devices.link.scan')}</p>
          <QrCode text={link.enrolUrl} label={t('desk:devices.link.qr')} />
        </div>
      )}
      <CopyText
        id="enrol-link"
        label={t('desk:devices.link.label')}
        text={link.enrolUrl}
        copyText={t('desk:copy.copy')}
        copiedText={t('desk:copy.copied')}
        markedText={t('desk:copy.marked')}
      />
      <p class="measure">{t('desk:devices.link.left', { time: formatWait(secondsLeft) })}</p>
    </>
  )
}
