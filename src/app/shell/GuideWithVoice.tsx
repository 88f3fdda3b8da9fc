import type { ComponentProps } from 'preact'
import { GuideList } from '../features/guide/GuideList.tsx'
import { GuidePlayer } from '../features/guide/GuidePlayer.tsx'
import { TabletVoice } from './TabletVoice.tsx'

/** The list of guides, and one that runs by itself and can be heard. */
export function GuideWithVoice(props: ComponentProps<typeof GuidePlayer>) {
  const { guide } = props
  // another guide begins without what was tried in this one
  return <TabletVoice>{guide === undefined ? <GuideList /> : <GuidePlayer key={guide} {...props} />}</TabletVoice>
}
