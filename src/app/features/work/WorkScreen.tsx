import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { lazy, useLocation } from 'preact-iso'
import { DiskFullNote } from '../../draftPage/DiskFullNote.tsx'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { formatBytes } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { AttentionList } from './AttentionList.tsx'
import { greetingKey } from './greetingKey.ts'
import { OpenWork } from './OpenWork.tsx'
import './work.css'

const Tonight = lazy(() => import('./Tonight.tsx').then((module) => module.Tonight))

type Start = { kind: 'ready' } | { kind: 'starting' } | { kind: 'full'; used: number; cap: number } | { kind: 'failed' }

interface Props {
  /** The shell's choice of colours and letter size, folded away at the end. */
  display?: ComponentChildren
}

/** Tonight: what waits to be sent, what needs a second look, what is half done, and one button to help the next person. */
export function WorkScreen({ display }: Props) {
  const { device, drafts, sync, now } = usePorts()
  const { route } = useLocation()
  const place = useWatch(device.state)
  const status = useWatch(sync.status)
  const [start, setStart] = useState<Start>({ kind: 'ready' })
  usePageTitle(t('field:pageTitle'))

  async function begin() {
    setStart({ kind: 'starting' })
    try {
      // asked before a case begins, never in the middle of one (security-sync §3a, quota watch)
      const room = await drafts.room()
      if (!room.ok) return setStart({ kind: 'full', used: room.usedBytes, cap: room.capBytes })
      const draft = await drafts.create('activation', {}, null)
      route(`/field/activation/${draft.id}/consent`)
    } catch {
      setStart({ kind: 'failed' })
    }
  }

  const [hamlet, team] = place.kind === 'ready' ? [place.hamletName, place.teamName] : ['', '']
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop
          title={t(`field:greeting.${greetingKey(now())}`, { hamlet })}
          detail={team}
          statusHref="/field/status"
        />
      }
    >
      <Title>{t('field:title')}</Title>
      {place.kind === 'ready' && place.practice && <Notice tone="help">{t('common:practice')}</Notice>}
      {status.diskFull && <DiskFullNote />}
      <div class="work__start">
        <Button
          variant="primary"
          size="big"
          icon="plus"
          disabled={start.kind === 'starting'}
          onClick={() => void begin()}
        >
          {start.kind === 'starting' ? t('field:starting') : t('field:start')}
        </Button>
        <Button size="big" icon="home" href="/field/round">
          {t('field:round')}
        </Button>
        <Button size="big" icon="document" href="/field/new-dossier">
          {t('field:newDossier')}
        </Button>
        <Button size="big" icon="info" href="/field/guides">
          {t('field:guides')}
        </Button>
        <Button size="big" icon="check" href="/field/status/before">
          {t('field:before')}
        </Button>
      </div>
      {start.kind === 'full' && !status.diskFull && (
        <Notice tone="warning" title={t('field:noRoom.title')} live>
          {t('field:noRoom.text', { used: formatBytes(start.used), cap: formatBytes(start.cap) })}
        </Notice>
      )}
      {start.kind === 'failed' && (
        <Notice tone="warning" live>
          {t('field:startFailed')}
        </Notice>
      )}
      <AttentionList items={status.attention} />
      <OpenWork />
      <Tonight />
      {display && (
        <details class="work__display">
          <summary>{t('field:display.title')}</summary>
          {display}
        </details>
      )}
    </Screen>
  )
}
