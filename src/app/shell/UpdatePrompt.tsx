import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { useWatch } from '../storage/usePorts.ts'
import { Toast } from '../ui/toast/Toast.tsx'
import type { UpdatePort } from './UpdatePort.ts'

/** Offers a newer app, and loads it, on the home screen only: never in the middle of a case (security-sync §3a, SW update). */
export function UpdatePrompt({ update }: { update: UpdatePort }) {
  const state = useWatch(update.state)
  const [later, setLater] = useState(false)
  useEffect(() => {
    if (state === 'changed') update.reload()
  }, [state, update])
  if (state === 'none' || later) return null
  if (state !== 'ready')
    return <Toast text={t('common:update.changing')} closeText={t('common:close')} onClose={() => setLater(true)} />
  return (
    <Toast
      text={t('common:update.ready')}
      actionText={t('common:update.apply')}
      onAction={() => update.apply()}
      closeText={t('common:close')}
      onClose={() => setLater(true)}
    />
  )
}
