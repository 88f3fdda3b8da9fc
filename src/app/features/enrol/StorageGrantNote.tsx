import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { StorageGrant } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** Whether work may begin: a real commune wants a browser that keeps data, or the app installed (issue 2 §2). */
export function mayWork(grant: StorageGrant): boolean {
  return grant.persisted || grant.installed || !grant.required
}

/** The browser's answer about keeping data, said openly, with what to do when it said no. */
export function StorageGrantNote({ grant }: { grant: StorageGrant }) {
  const { device } = usePorts()
  const [asking, setAsking] = useState(false)
  const [refusals, setRefusals] = useState(0)

  async function ask() {
    setAsking(true)
    // a browser that throws has not promised either
    const answer = await device.askPersistence().catch(() => grant)
    setAsking(false)
    if (!answer.persisted) setRefusals((count) => count + 1)
  }

  if (grant.persisted) return <Notice tone="done">{t('enrol:storage.granted')}</Notice>
  if (grant.installed) return <Notice tone="done">{t('enrol:storage.installed')}</Notice>
  return (
    <>
      <Notice tone={grant.required ? 'warning' : 'help'} live>
        {grant.required ? t('enrol:storage.required') : t('enrol:storage.warn')}
      </Notice>
      <p class="measure">{t('enrol:storage.how')}</p>
      <div class="cluster">
        <Button icon="shield" disabled={asking} onClick={() => void ask()}>
          {t('enrol:storage.ask')}
        </Button>
      </div>
      <div role="status">
        {refusals > 0 && (
          <Notice tone="warning" title={t('enrol:storage.refused.title')}>
            {t('enrol:storage.refused.text', { count: refusals })}
          </Notice>
        )}
      </div>
    </>
  )
}
