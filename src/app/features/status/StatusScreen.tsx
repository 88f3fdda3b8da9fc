import type { ComponentChildren } from 'preact'
import { DiskFullNote } from '../../draftPage/DiskFullNote.tsx'
import { formatBytes, formatNumber, formatTime } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { SyncStatus } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Figure } from '../../ui/figure/Figure.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { AboutTablet } from './AboutTablet.tsx'
import { AttentionCards } from './AttentionCards.tsx'
import { EveningBook } from './EveningBook.tsx'
import { PackNotes } from './PackNotes.tsx'
import { PhotosOnTablet } from './PhotosOnTablet.tsx'
import { SendActions } from './SendActions.tsx'

const day = 86_400_000
const troubles = new Set<SyncStatus['line']>(['captive-portal', 'refused', 'revoked'])

interface Props {
  /** The shell's choice of colours and letter size, shown last. */
  display?: ComponentChildren
}

/** Where all work of this tablet stands: here, stored, applied, safe, or in need of a person. Never "sync complete" (§1). */
export function StatusScreen({ display }: Props) {
  const { sync, lock, now } = usePorts()
  const status = useWatch(sync.status)
  usePageTitle(t('status:pageTitle'))

  const age = status.oldestPendingAt === null ? 0 : now() - status.oldestPendingAt
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')} detail={t('status:pageTitle')} href="/field">
          <LanguageSwitch />
          <Button icon="lock" onClick={() => lock.lock('asked')}>
            {t('common:lockNow')}
          </Button>
        </TopBar>
      }
      actions={<SendActions />}
    >
      <Title>{t('status:title')}</Title>
      <dl class="figures">
        <Figure name={t('status:pending')} value={formatNumber(status.pending)} hint={t('status:pendingHint')} />
        <Figure name={t('status:stored')} value={formatNumber(status.stored)} hint={t('status:storedHint')} />
        <Figure name={t('status:applied')} value={formatNumber(status.applied)} hint={t('status:appliedHint')} />
        <Figure name={t('status:safe')} value={formatNumber(status.safe)} hint={t('status:safeHint')} />
      </dl>
      {status.diskFull && <DiskFullNote />}
      <LineState status={status} />
      <EveningBook />
      <div class="cluster">
        <Button icon="bag" href="/field/hand-over">
          {t('status:handOver')}
        </Button>
      </div>
      {age > 7 * day ? (
        <Notice tone="warning">{t('status:oldestWeek')}</Notice>
      ) : (
        age > day && <Notice tone="help">{t('status:oldestDay')}</Notice>
      )}
      {status.copied === 'open' && (
        <Notice tone="help" title={t('status:copied.title')}>
          {t('status:copied.text')}
        </Notice>
      )}
      <AttentionCards items={status.attention} />
      <PhotosOnTablet photos={status.photos} />
      <AboutTablet status={status} />
      <PackNotes />
      {display}
      <p class="muted measure">{t('status:promise')}</p>
    </Screen>
  )
}

function LineState({ status }: { status: SyncStatus }) {
  const { progress, line, nextTryAt } = status
  if (progress && line === 'sending') {
    return (
      <Busy
        share={progress.totalBytes > 0 ? progress.sentBytes / progress.totalBytes : undefined}
        text={t(progress.what === 'photos' ? 'status:progressPhotos' : 'status:progress', {
          count: progress.totalItems,
          sent: progress.sentItems,
          sentBytes: formatBytes(progress.sentBytes),
          totalBytes: formatBytes(progress.totalBytes),
        })}
      />
    )
  }
  return (
    <Notice tone={troubles.has(line) ? 'warning' : 'info'} live>
      {t(`status:line.${line}`)}
      {nextTryAt !== null && line !== 'pulling' && ` ${t('status:nextTry', { time: formatTime(nextTryAt) })}.`}
    </Notice>
  )
}
