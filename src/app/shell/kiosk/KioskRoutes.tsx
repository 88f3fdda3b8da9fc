import { useEffect } from 'preact/hooks'
import { ErrorBoundary, lazy, Route, Router } from 'preact-iso'
import { KioskHome } from '../../features/kiosk/KioskHome.tsx'
import { useKiosk } from '../../features/kiosk/kioskContext.ts'
import { activationGuide } from '../../resident/activationGuide.ts'
import { useFront } from './useFront.ts'

const GuideWithVoice = lazy(() => import('../GuideWithVoice.tsx').then((module) => module.GuideWithVoice))
const NewDossierScreen = lazy(() =>
  import('../../features/dossier/NewDossierScreen.tsx').then((module) => module.NewDossierScreen),
)
const DossierFlow = lazy(() => import('../../features/dossier/DossierFlow.tsx').then((module) => module.DossierFlow))
const SlipScreen = lazy(() => import('../../features/kiosk/SlipScreen.tsx').then((module) => module.SlipScreen))
const CallScreen = lazy(() => import('../../features/kiosk/CallScreen.tsx').then((module) => module.CallScreen))
const TicketScreen = lazy(() => import('../../features/kiosk/TicketScreen.tsx').then((module) => module.TicketScreen))
const LookUpScreen = lazy(() => import('../../features/kiosk/LookUpScreen.tsx').then((module) => module.LookUpScreen))
const NewMessage = lazy(() => import('../../features/message/NewMessage.tsx').then((module) => module.NewMessage))
const MessageFlow = lazy(() => import('../../features/message/MessageFlow.tsx').then((module) => module.MessageFlow))

const EndScreen = () => {
  const { next } = useKiosk()
  useEffect(next, [])
  return null
}

const Home = () => {
  useFront()
  return <KioskHome activateHref={`/field/guides/${activationGuide().id}`} />
}
const NewAppointment = () => <NewMessage type="appointment" />
const NewFeedback = () => <NewMessage type="feedback" />

/** The screens of a kiosk; those that volunteers have too stand under the same names. */
export function KioskRoutes() {
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/field" component={Home} />
        <Route path="/field/guides/:guide?/:place?/:part?" component={GuideWithVoice} />
        <Route path="/field/new-dossier" component={NewDossierScreen} />
        <Route path="/field/dossier/:id/:place?/:part?" component={DossierFlow} />
        <Route path="/field/slip/:id" component={SlipScreen} />
        <Route path="/field/appointment" component={NewAppointment} />
        <Route path="/field/feedback" component={NewFeedback} />
        <Route path="/field/message/:id/:place?" component={MessageFlow} />
        <Route path="/field/call" component={CallScreen} />
        <Route path="/field/ticket" component={TicketScreen} />
        <Route path="/field/look-up" component={LookUpScreen} />
        <Route path="/field/end" component={EndScreen} />
        <Route default component={Home} />
      </Router>
    </ErrorBoundary>
  )
}
