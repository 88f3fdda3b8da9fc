import type { ComponentChildren } from 'preact'
import { t } from '../i18n/i18n.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { usePorts, useWatch } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { StatusPill } from '../ui/statusPill/StatusPill.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { useOffline } from '../ui/useOffline.ts'
import { sendingPill } from './sendingPill.ts'

interface Props {
  title: string
  detail?: string
  /** Makes the title a way home. */
  href?: string | undefined
  /** Where the state of sending leads; none where leaving would lose what is only in memory. */
  statusHref?: string
  /** In place of the language of the helper's screens, where the resident's is chosen. */
  language?: ComponentChildren
}

/** The top of a screen that fills nothing: how sending stands, the language, the lock. */
export function TabletTop({ title, detail, href, statusHref, language = <LanguageSwitch /> }: Props) {
  const { lock, sync } = usePorts()
  const status = useWatch(sync.status)
  const isOffline = useOffline()
  return (
    <TopBar title={title} detail={detail} href={href}>
      <StatusPill {...sendingPill(status, isOffline)} href={statusHref} live />
      {language}
      <Button icon="lock" onClick={() => lock.lock('asked')}>
        {t('common:lockNow')}
      </Button>
    </TopBar>
  )
}
