import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { useAdmin } from './adminPort.ts'
import { Officers } from './Officers.tsx'
import { Places } from './Places.tsx'

/** The commune as it is set up: its hamlets and teams, and who works at its desk. */
export function AdminScreen() {
  const port = useAdmin()
  const places = useLoad(port.units, 'units')
  const officers = useLoad(port.officers, 'officers')
  const error = places.error ?? officers.error
  const { name, code, listDate } = port.commune
  useTitle(t('desk:title.admin'))
  return (
    <>
      <Title>{t('desk:admin.heading')}</Title>
      <p class="measure">
        {t('desk:admin.commune', { name, code, day: formatDay(listDate) })} <a href="/setup">{t('desk:admin.setup')}</a>
      </p>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {places.value === undefined && places.busy && <Busy text={t('common:loading')} />}
      {places.value && <Places units={places.value} onChanged={places.reload} />}
      {officers.value && <Officers officers={officers.value} onChanged={officers.reload} />}
    </>
  )
}
