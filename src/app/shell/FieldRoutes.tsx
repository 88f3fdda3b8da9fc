import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso'
import { WorkScreen } from '../features/work/WorkScreen.tsx'
import { DisplayChoice } from './DisplayChoice.tsx'
import { NotFoundScreen } from './NotFoundScreen.tsx'
import type { UpdatePort } from './UpdatePort.ts'
import { UpdatePrompt } from './UpdatePrompt.tsx'

const StatusScreen = lazy(() => import('../features/status/StatusScreen.tsx').then((module) => module.StatusScreen))
const ActivationFlow = lazy(() =>
  import('../features/activation/ActivationFlow.tsx').then((module) => module.ActivationFlow),
)
const NewDossierScreen = lazy(() =>
  import('../features/dossier/NewDossierScreen.tsx').then((module) => module.NewDossierScreen),
)
const DossierFlow = lazy(() => import('../features/dossier/DossierFlow.tsx').then((module) => module.DossierFlow))

function WorkWithDisplay() {
  return <WorkScreen display={<DisplayChoice />} />
}

function StatusWithDisplay() {
  return <StatusScreen display={<DisplayChoice />} />
}

/** The screens of an open tablet. Addresses hold random draft ids and step names, never a person's data. */
export function FieldRoutes({ update }: { update: UpdatePort | undefined }) {
  const { path } = useLocation()
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/field" component={WorkWithDisplay} />
        <Route path="/field/status" component={StatusWithDisplay} />
        <Route path="/field/activation/:id/:place?/:part?" component={ActivationFlow} />
        <Route path="/field/new-dossier" component={NewDossierScreen} />
        <Route path="/field/dossier/:id/:place?/:part?" component={DossierFlow} />
        <Route default component={NotFoundScreen} />
      </Router>
      {update && path === '/field' && <UpdatePrompt update={update} />}
    </ErrorBoundary>
  )
}
