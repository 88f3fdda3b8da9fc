import type { ComponentChildren } from 'preact'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'

interface Props {
  title: string
  lead: string
  /** the way back */
  back: string
  children: ComponentChildren
}

/** What all screens of a hand-over share: the bar, a title that says what is handed over, the way back. */
export function HandOverFrame({ title, lead, back, children }: Props) {
  usePageTitle(title)
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop title={t('common:appName')} detail={t('handover:title')} href="/field" statusHref="/field/status" />
      }
      actions={
        <Button size="big" icon="arrowLeft" href={back}>
          {t('common:back')}
        </Button>
      }
    >
      <Title>{title}</Title>
      <p class="lead measure">{lead}</p>
      {children}
    </Screen>
  )
}
