import type { ComponentProps } from 'preact'
import { lazy, useLocation } from 'preact-iso'
import { GuideList } from '../features/guide/GuideList.tsx'
import { GuidePlayer } from '../features/guide/GuidePlayer.tsx'
import { TabletVoice } from './TabletVoice.tsx'

// named here and not among the routes: the first screen need not know what the studio is made of
const StudioOnTablet = lazy(() => import('./StudioOnTablet.tsx').then((module) => module.StudioOnTablet))

/** The list of guides, one that runs by itself and can be heard, and the studio in which they are recorded. */
export function GuideWithVoice(props: ComponentProps<typeof GuidePlayer>) {
  const { path } = useLocation()
  const { guide } = props
  if (path.startsWith('/field/studio')) return <StudioOnTablet />
  // another guide begins without what was tried in this one
  return <TabletVoice>{guide === undefined ? <GuideList /> : <GuidePlayer key={guide} {...props} />}</TabletVoice>
}
