import type { ComponentProps } from 'preact'
import { ActivationFlow } from '../features/activation/ActivationFlow.tsx'
import { TabletVoice } from './TabletVoice.tsx'

/** The activation, whose steps can be heard. */
export function ActivationWithVoice(props: ComponentProps<typeof ActivationFlow>) {
  return (
    <TabletVoice>
      <ActivationFlow {...props} />
    </TabletVoice>
  )
}
