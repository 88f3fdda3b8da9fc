import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../i18n/i18n.ts'
import { Busy } from '../ui/busy/Busy.tsx'

/** A draft that another tablet has is not filled here, by whichever way its screen was reached: an address, or Back. */
export function ToHeld({ id }: { id: string }) {
  const { route } = useLocation()
  useEffect(() => route(`/field/hand-over/held/${id}`, true), [id, route])
  return <Busy text={t('common:loading')} />
}
