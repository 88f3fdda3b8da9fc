import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ReceiptsBack } from './ReceiptsBack.tsx'
import { WorkToFile } from './WorkToFile.tsx'

/** Work that goes to the commune by hand, and its receipt that comes back so. */
export function HandOverScreen() {
  usePageTitle(t('handover:title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop title={t('common:appName')} detail={t('handover:title')} href="/field" statusHref="/field/status" />
      }
      actions={
        <Button size="big" icon="arrowLeft" href="/field/status">
          {t('common:back')}
        </Button>
      }
    >
      <Title>{t('handover:title')}</Title>
      <p class="lead measure">{t('handover:lead')}</p>
      <WorkToFile />
      <ReceiptsBack />
    </Screen>
  )
}
