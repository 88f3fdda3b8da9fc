import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso'
import type { SignedIn } from '../desk/deskState.ts'
import type { DeskPorts } from '../desk/makeDeskPorts.ts'
import { LoginScreen } from '../features/login/LoginScreen.tsx'
import { LoginContext } from '../features/login/loginPort.ts'
import { SetupScreen } from '../features/setup/SetupScreen.tsx'
import { SetupContext } from '../features/setup/setupPort.ts'
import { t } from '../i18n/i18n.ts'
import { errorLine } from '../i18n/problemText.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Title } from '../ui/title/Title.tsx'
import { useLoad } from '../ui/useLoad.ts'
import '../ui/base.css'
import './desk.css'
import { DeskDoor } from './DeskDoor.tsx'
import { DeskFrame } from './DeskFrame.tsx'

/** The desk: set-up, sign-in, or the officer's pages. Its ports come from `desk.tsx`. */
export function DeskApp({ ports }: { ports: DeskPorts }) {
  return (
    <LocationProvider>
      <Desk ports={ports} />
    </LocationProvider>
  )
}

function Desk({ ports }: { ports: DeskPorts }) {
  const { path, route } = useLocation()
  const { value: state, error, busy, reload } = useLoad(ports.state, 'state')
  // a ref: a form that makes the commune and enters in one go still holds the `enter` of the drawing before
  const madeCommune = useRef('')
  // true from signing out until the hub's state says so too: the desk is gone at once, and asks nothing more
  const [left, setLeft] = useState(false)
  const signedIn = left ? null : (state?.signedIn ?? null)

  async function login(commune: string, name: string, password: string) {
    await ports.login(commune, name, password)
    await reload()
    ports.expired.value = false
    setLeft(false)
  }
  const setup = useMemo(
    () => ({
      hasToken: ports.setupToken !== '',
      makeCommune: async (commune: Parameters<DeskPorts['makeCommune']>[0]) => {
        madeCommune.current = (await ports.makeCommune(commune)).id
      },
      makePractice: async () => {
        const { id, practice } = await ports.makePractice()
        madeCommune.current = id
        return practice
      },
    }),
    [ports],
  )

  const isOver = signedIn === null || ports.expired.value
  useEffect(() => {
    // an open dialog would stay in front of the sign-in and block it; its owner keeps what was typed
    if (isOver)
      for (const dialog of document.querySelectorAll('dialog[open]')) dialog.dispatchEvent(new Event('cancel'))
  }, [isOver])

  if (!state) {
    return (
      <DeskDoor>
        {busy ? (
          <Busy text={t('common:loading')} />
        ) : (
          <>
            <Title>{t('desk:frame.stateFailed')}</Title>
            <p class="lead">{errorLine(error)}</p>
            <div class="cluster">
              <Button variant="primary" onClick={() => void reload()}>
                {t('common:retry')}
              </Button>
            </div>
          </>
        )}
      </DeskDoor>
    )
  }
  if (path.startsWith('/setup') || (state.setup === 'needed' && signedIn === null)) {
    const enter = async (name: string, password: string) => {
      await login(madeCommune.current, name, password)
      route('/office', true)
    }
    return (
      <DeskDoor>
        <SetupContext.Provider value={{ ...setup, enter }}>
          <SetupScreen />
        </SetupContext.Provider>
      </DeskDoor>
    )
  }
  return (
    <>
      {isOver && (
        <DeskDoor>
          <LoginContext.Provider value={{ communes: state.communes, login }}>
            <LoginScreen expired={signedIn !== null} />
          </LoginContext.Provider>
        </DeskDoor>
      )}
      {signedIn && (
        // a session that ended by itself loses nothing that was typed; another officer begins with a page of their own
        <div hidden={isOver} key={`${signedIn.commune.id} ${signedIn.officer.id}`}>
          <SignedInDesk ports={ports} signedIn={signedIn} onLeft={() => setLeft(true)} />
        </div>
      )}
    </>
  )
}

interface SignedInProps {
  ports: DeskPorts
  signedIn: SignedIn
  onLeft: () => void
}

function SignedInDesk({ ports, signedIn, onLeft }: SignedInProps) {
  const { path, route } = useLocation()
  const office = useMemo(() => ports.office(), [ports])
  useEffect(() => {
    if (path === '/' || path === '/login') route('/office', true)
  }, [path, route])
  return (
    <DeskFrame
      signedIn={signedIn}
      office={office}
      devices={ports.devices}
      onSignOut={async () => {
        await ports.logout()
        onLeft()
        route('/', true)
      }}
    />
  )
}
