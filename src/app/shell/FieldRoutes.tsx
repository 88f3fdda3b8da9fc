import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso'
import type { UpdatePort } from './UpdatePort.ts'

// the lock comes first: what stands behind it is not drawn with the first screen
const WorkWithDisplay = lazy(() => import('./WorkWithDisplay.tsx').then((module) => module.WorkWithDisplay))
/** Fetch the home while the lock is on the screen: after the PIN there may be no line to fetch it. */
export const preloadHome = (): void => void WorkWithDisplay.preload().catch(() => undefined)
const NotFoundScreen = lazy(() => import('./NotFoundScreen.tsx').then((module) => module.NotFoundScreen))
const UpdatePrompt = lazy(() => import('./UpdatePrompt.tsx').then((module) => module.UpdatePrompt))
const StatusWithDisplay = lazy(() => import('./StatusWithDisplay.tsx').then((module) => module.StatusWithDisplay))
const ActivationWithVoice = lazy(() => import('./ActivationWithVoice.tsx').then((module) => module.ActivationWithVoice))
const GuideWithVoice = lazy(() => import('./GuideWithVoice.tsx').then((module) => module.GuideWithVoice))
const NewDossierScreen = lazy(() =>
  import('../features/dossier/NewDossierScreen.tsx').then((module) => module.NewDossierScreen),
)
const ClaimScreen = lazy(() => import('../features/dossier/ClaimScreen.tsx').then((module) => module.ClaimScreen))
const DossierFlow = lazy(() => import('../features/dossier/DossierFlow.tsx').then((module) => module.DossierFlow))
const HandOverRoutes = lazy(() =>
  import('../features/handover/HandOverRoutes.tsx').then((module) => module.HandOverRoutes),
)
const LessonFlow = lazy(() => import('../features/lessons/LessonFlow.tsx').then((module) => module.LessonFlow))
const RoundFlow = lazy(() => import('../features/round/RoundFlow.tsx').then((module) => module.RoundFlow))

/** The screens of an open tablet. Addresses hold random draft ids and step names, never a person's data. */
export function FieldRoutes({ update }: { update: UpdatePort | undefined }) {
  const { path } = useLocation()
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/field" component={WorkWithDisplay} />
        <Route path="/field/status/:place?" component={StatusWithDisplay} />
        <Route path="/field/activation/:id/:place?/:part?" component={ActivationWithVoice} />
        <Route path="/field/guides/:guide?/:place?/:part?" component={GuideWithVoice} />
        <Route path="/field/studio/:place*" component={GuideWithVoice} />
        <Route path="/field/new-dossier" component={NewDossierScreen} />
        <Route path="/field/hand-over/:place?/:draft?" component={HandOverRoutes} />
        <Route path="/field/round/:id?/:place?/:part?" component={RoundFlow} />
        <Route path="/field/lessons/:lesson?/:step?" component={LessonFlow} />
        <Route path="/field/claim" component={ClaimScreen} />
        <Route path="/field/dossier/:id/:place?/:part?" component={DossierFlow} />
        <Route default component={NotFoundScreen} />
      </Router>
      {update && path === '/field' && <UpdatePrompt update={update} />}
    </ErrorBoundary>
  )
}
