import type { ComponentProps } from 'preact'
import { GuideList } from '../features/guide/GuideList.tsx'
import { GuidePlayer } from '../features/guide/GuidePlayer.tsx'
import { TabletVoice } from './TabletVoice.tsx'

/** The list of guides, and one that runs by itself and can be heard. */
export function GuideWithVoice(props: ComponentProps<typeof GuidePlayer>) {
  return <TabletVoice>{props.guide === undefined ? <GuideList /> : <GuidePlayer {...props} />}</TabletVoice>
}
