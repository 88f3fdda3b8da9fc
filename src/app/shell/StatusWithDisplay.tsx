import { lazy } from 'preact-iso'
import { StatusScreen } from '../features/status/StatusScreen.tsx'
import { DisplayChoice } from './DisplayChoice.tsx'

const Preflight = lazy(() => import('./PreflightWithVoice.tsx').then((module) => module.PreflightWithVoice))

/** What this tablet holds and when it last reached the commune, with the choice of colours and letter size; or what to look at before leaving. */
export function StatusWithDisplay({ place }: { place?: string }) {
  return place === 'before' ? <Preflight /> : <StatusScreen display={<DisplayChoice />} />
}
