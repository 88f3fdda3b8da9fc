import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'

/** An address of a household that this tablet does not have. */
export function HouseholdGone() {
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" />}
      actions={
        <Button variant="primary" size="big" icon="arrowLeft" href="/field/round">
          {t('round:toList')}
        </Button>
      }
    >
      <Title>{t('round:gone')}</Title>
    </Screen>
  )
}
