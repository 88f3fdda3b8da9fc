import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

interface Props {
  /** `ended`: another page of this tablet ended practice; `failed`: it could not begin */
  why: 'ended' | 'failed'
  onAgain(): void
  onLeave(): void
}

/** Practice is over. Nothing of a real person was in it, so there is nothing to mend: only the two ways on. */
export function PracticeEnd({ why, onAgain, onLeave }: Props) {
  usePageTitle(t('practice:name'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('practice:name')} />}
      actions={
        <>
          <Button variant="primary" size="big" onClick={onAgain}>
            {t('practice:again')}
          </Button>
          <Button size="big" onClick={onLeave}>
            {t('practice:toTablet')}
          </Button>
        </>
      }
    >
      <Title>{t(`practice:${why}.title`)}</Title>
      <p class="measure">{t(`practice:${why}.text`)}</p>
    </Screen>
  )
}
