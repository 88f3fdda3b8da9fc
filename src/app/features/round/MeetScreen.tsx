import { useState } from 'preact/hooks'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { RoundPort } from '../../storage/ports.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { HearWord } from './HearWord.tsx'
import { TellWord } from './TellWord.tsx'

/** Two tablets of a team on one hamlet: each tells the other where it was tonight, one after the other, with no line (SPEC MEE-1). */
export function MeetScreen({ port }: { port: RoundPort }) {
  const [told, setTold] = useState(false)
  const [heard, setHeard] = useState(false)
  usePageTitle(t('round:meet.title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" statusHref="/field/status" />}
      actions={
        <Button variant={told && heard ? 'primary' : 'plain'} size="big" icon="arrowLeft" href="/field/round">
          {t('round:toList')}
        </Button>
      }
    >
      <Title>{t('round:meet.title')}</Title>
      <p class="lead measure">{t('round:meet.lead')}</p>
      <TellWord port={port} onTold={() => setTold(true)} />
      <HearWord port={port} onHeard={() => setHeard(true)} next={told ? 'both' : 'tell'} />
    </Screen>
  )
}
