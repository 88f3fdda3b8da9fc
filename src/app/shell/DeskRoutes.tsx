import { ErrorBoundary, lazy, useLocation } from 'preact-iso'
import { AccountScreen } from '../features/account/AccountScreen.tsx'
import { AdminScreen } from '../features/admin/AdminScreen.tsx'
import { BreachScreen } from '../features/devices/BreachScreen.tsx'
import { DevicesScreen } from '../features/devices/DevicesScreen.tsx'
import { DeskHandoverScreen } from '../features/handover/DeskHandoverScreen.tsx'
import { AttentionScreen } from '../features/office/AttentionScreen.tsx'
import { CaseScreen } from '../features/office/CaseScreen.tsx'
import { HealthScreen } from '../features/office/HealthScreen.tsx'
import { InboxScreen } from '../features/office/InboxScreen.tsx'
import { PersonScreen } from '../features/office/PersonScreen.tsx'
import { PrintScreen } from '../features/office/PrintScreen.tsx'
import { QueueScreen } from '../features/queue/QueueScreen.tsx'
import { HamletScreen } from '../features/rounds/HamletScreen.tsx'
import { RoundsScreen } from '../features/rounds/RoundsScreen.tsx'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { Title } from '../ui/title/Title.tsx'
import { useTitle } from '../ui/useTitle.ts'
import { InboxWithSetup } from './InboxWithSetup.tsx'

// guides and recorder are large, and most officers never go there
const StudioWithVoice = lazy(() => import('./StudioWithVoice.tsx').then((module) => module.StudioWithVoice))

const casePath = /^\/office\/cases\/([0-9a-f-]{36})(?:\/(print|person))?$/

const hamletPath = /^\/office\/rounds\/([\w-]{1,64})$/

const breachPath = /^\/office\/devices\/([0-9a-f-]{36})\/breach$/

/** The page of an address. Addresses hold ids and nothing else of a case (SPEC STO-1). */
export function DeskRoutes({ isAdmin, isPractice }: { isAdmin: boolean; isPractice: boolean }) {
  const { path } = useLocation()
  const [, id, part] = casePath.exec(path) ?? []
  if (id !== undefined && part === 'print') return <PrintScreen key={id} id={id} />
  if (id !== undefined && part === 'person') return <PersonScreen key={id} id={id} />
  if (id !== undefined) return <CaseScreen key={id} id={id} />
  const [, lost] = breachPath.exec(path) ?? []
  if (lost !== undefined) return <BreachScreen key={lost} device={lost} />
  const [, hamlet] = hamletPath.exec(path) ?? []
  if (hamlet !== undefined) return <HamletScreen key={hamlet} id={hamlet} />
  if (/^\/office\/studio(\/|$)/.test(path)) {
    return (
      <ErrorBoundary>
        <StudioWithVoice />
      </ErrorBoundary>
    )
  }
  switch (path) {
    case '/':
    case '/login':
    case '/office':
      return isAdmin ? <InboxWithSetup isPractice={isPractice} /> : <InboxScreen />
    case '/office/rounds':
      return <RoundsScreen />
    case '/office/devices':
      return <DevicesScreen />
    case '/office/admin':
      return isAdmin ? <AdminScreen /> : <NoSuchPage />
    case '/office/health':
      return <HealthScreen />
    case '/office/account':
      return <AccountScreen />
    case '/office/queue':
      return <QueueScreen />
    case '/office/hand-over':
      return <DeskHandoverScreen />
    case '/office/attention':
      return <AttentionScreen />
    default:
      return <NoSuchPage />
  }
}

function NoSuchPage() {
  useTitle(t('desk:title.notFound'))
  return (
    <>
      <Title>{t('desk:frame.notFound')}</Title>
      <p class="lead">{t('desk:frame.notFoundText')}</p>
      <div class="cluster">
        <Button variant="primary" href="/office">
          {t('desk:case.toInbox')}
        </Button>
      </div>
    </>
  )
}
