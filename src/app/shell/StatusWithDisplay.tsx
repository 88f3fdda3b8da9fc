import { StatusScreen } from '../features/status/StatusScreen.tsx'
import { DisplayChoice } from './DisplayChoice.tsx'

/** What this tablet holds and when it last reached the commune, with the choice of colours and letter size. */
export function StatusWithDisplay() {
  return <StatusScreen display={<DisplayChoice />} />
}
