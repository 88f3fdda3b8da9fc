import { WorkScreen } from '../features/work/WorkScreen.tsx'
import { DisplayChoice } from './DisplayChoice.tsx'

/** The home of an open tablet, with the choice of colours and letter size that belongs to the shell. */
export function WorkWithDisplay() {
  return <WorkScreen display={<DisplayChoice />} />
}
