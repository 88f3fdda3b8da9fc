import { useEffect, useState } from 'preact/hooks'
import { TabletTop } from '../draftPage/TabletTop.tsx'
import { StudioScreen } from '../features/studio/StudioScreen.tsx'
import { StudioContext, type StudioPort } from '../features/studio/studioPort.ts'
import { t } from '../i18n/i18n.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { TabletVoice } from './TabletVoice.tsx'
import { tabletStudioOf } from './tabletStudioOf.ts'

/** The language studio in a volunteer's hands, with a line or without one (decision 022). */
export function StudioOnTablet() {
  const { studio, packs, now } = usePorts()
  const [port, setPort] = useState<StudioPort | null>(null)
  useEffect(() => {
    let here = true
    void Promise.all([studio(), packs()]).then(([own, published]) => {
      if (here) setPort(tabletStudioOf(own, published, now))
    })
    return () => {
      here = false
    }
  }, [studio, packs, now])
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('studio:own.pageTitle')} href="/field" statusHref="/field/status" />}
      actions={
        <Button size="big" icon="arrowLeft" href="/field/guides">
          {t('studio:own.toGuides')}
        </Button>
      }
    >
      {port ? (
        <StudioContext.Provider value={port}>
          <TabletVoice>
            <StudioScreen />
          </TabletVoice>
        </StudioContext.Provider>
      ) : (
        <Busy text={t('common:loading')} />
      )}
    </Screen>
  )
}
