import { PreflightScreen } from '../features/status/PreflightScreen.tsx'
import { TabletVoice } from './TabletVoice.tsx'

/** The page before leaving, with the voice that it tries. */
export function PreflightWithVoice() {
  return (
    <TabletVoice>
      <PreflightScreen />
    </TabletVoice>
  )
}
