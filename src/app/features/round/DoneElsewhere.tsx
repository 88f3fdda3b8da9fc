import type { Elsewhere } from '../../../domain/elsewhere.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { TonightHousehold } from '../../storage/ports.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { elsewhereWords } from './elsewhereWords.ts'
import { householdDetail, householdName } from './householdWords.ts'

interface Props {
  household: TonightHousehold
  elsewhere: Elsewhere
  onOpen: () => void
}

/** Another tablet of the team was there tonight: nobody is kept out, and nobody goes there twice unasked (SPEC MEE-4). */
export function DoneElsewhere({ household, elsewhere, onOpen }: Props) {
  usePageTitle(t('round:task'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" statusHref="/field/status" />}
      actions={
        <Button variant="primary" size="big" icon="arrowLeft" href="/field/round">
          {t('round:toList')}
        </Button>
      }
    >
      <Title>{householdName(household)}</Title>
      <p class="lead">{householdDetail(household)}</p>
      <Notice tone="warning" title={t('round:meet.been', { label: elsewhere.label })}>
        {elsewhereWords(elsewhere)}
      </Notice>
      <p class="measure">{t('round:meet.askFirst')}</p>
      <div>
        <Button icon="home" onClick={onOpen}>
          {t('round:meet.openAll')}
        </Button>
      </div>
    </Screen>
  )
}
