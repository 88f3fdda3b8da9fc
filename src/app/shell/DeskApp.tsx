import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso'
import type { DeskPorts } from '../desk/makeDeskPorts.ts'
import { LoginScreen } from '../features/login/LoginScreen.tsx'
import { LoginContext } from '../features/login/loginPort.ts'
import { HallScreen } from '../features/queue/HallScreen.tsx'
import { SetupScreen } from '../features/setup/SetupScreen.tsx'
import { SetupContext } from '../features/setup/setupPort.ts'
import { t } from '../i18n/i18n.ts'
import { errorLine } from '../i18n/problemText.ts'
import { deviceVoice } from '../i18n/voice/DeviceVoice.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Title } from '../ui/title/Title.tsx'
import { useLoad } from '../ui/useLoad.ts'
import '../ui/base.css'
import './desk.css'
import { DeskDoor } from './DeskDoor.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import { SetupWizard } from './SetupWizard.tsx'

/** The desk: set-up, sign-in, or the officer's pages. Its ports come from `desk.tsx`. */
export function DeskApp({ ports }: { ports: DeskPorts }) {
  return (
    <LocationProvider>
      <Desk ports={ports} />
    </LocationProvider>
  )
}

const hallPath = /^\/hall\/([0-9a-f-]{36})$/
const voice = deviceVoice()

/** The hall's screen asks for nobody's name: no officer's session stands in a hall (decision 023). */
function Desk({ ports }: { ports: DeskPorts }) {
  const { path } = useLocation()
  const [, commune] = hallPath.exec(path) ?? []
  return commune === undefined ? (
    <Office ports={ports} />
  ) : (
    <HallScreen hall={() => ports.hall(commune)} voice={voice} />
  )
}

function Office({ ports }: { ports: DeskPorts }) {
  const { path, route } = useLocation()
  const { value: state, error, busy, reload } = useLoad(ports.state, 'state')
  // a ref: a form that makes the commune and enters in one go still holds the `enter` of the drawing before
  const madeCommune = useRef('')
  // true from signing out until the hub's state says so too: the desk is gone at once, and asks nothing more
  const [left, setLeft] = useState(false)
  // the one-time link has done its work on this page
  const [linkDone, setLinkDone] = useState(false)
  const signedIn = left ? null : (state?.signedIn ?? null)

  async function login(commune: string, name: string, password: string) {
    await ports.login(commune, name, password)
    await arrive()
  }
  async function arrive() {
    await reload()
    ports.expired.value = false
    setLeft(false)
  }
  const enterByPasskey = async () => {
    await ports.loginByPasskey()
    await arrive()
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

  // of one officer, and kept when the session ends by itself: where they were and what they typed; another begins anew
  const who = signedIn ? `${signedIn.commune.id} ${signedIn.officer.id}` : ''
  const office = useMemo(() => ports.office(), [ports, who])
  const devices = useMemo(() => ports.devices(signedIn?.officer.role === 'admin'), [ports, who])
  const admin = useMemo(() => (signedIn ? ports.admin(signedIn) : null), [ports, who])
  const care = useMemo(() => ports.care(), [ports, who])
  const account = useMemo(() => ports.account(), [ports, who])
  const handover = useMemo(() => ports.handover(), [ports])
  const rounds = useMemo(() => ports.rounds(), [ports])
  const studio = useMemo(() => (signedIn ? ports.studio(signedIn) : null), [ports, who])
  const queue = useMemo(() => ports.queue(signedIn?.commune.id ?? ''), [ports, who])

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
  const hasLink = path === '/setup' && ports.setupToken !== '' && !linkDone
  if (hasLink || (state.setup === 'needed' && signedIn === null)) {
    const enter = async (name: string, password: string, to: 'setup' | 'inbox') => {
      await login(madeCommune.current, name, password)
      setLinkDone(true)
      route(to === 'setup' ? '/setup/hamlets' : '/office', true)
    }
    const toSignIn = async () => {
      await reload()
      setLinkDone(true)
      route('/', true)
    }
    return (
      <DeskDoor>
        <SetupContext.Provider value={{ ...setup, enter, toSignIn }}>
          <SetupScreen />
        </SetupContext.Provider>
      </DeskDoor>
    )
  }
  const hasPasskeys = state.passkeys !== null && state.passkeys === ports.passkeyHost
  const loginByPasskey = hasPasskeys ? enterByPasskey : null
  // when the session is over, the case leaves the page at once: whoever stands at the desk now reads nothing of it
  if (signedIn === null || admin === null || studio === null || ports.expired.value) {
    return (
      <DeskDoor>
        <LoginContext.Provider value={{ communes: state.communes, login, loginByPasskey }}>
          <LoginScreen expired={signedIn !== null} />
        </LoginContext.Provider>
      </DeskDoor>
    )
  }
  if (/^\/setup(\/|$)/.test(path) && signedIn.officer.role === 'admin') {
    return <SetupWizard key={who} signedIn={signedIn} care={care} devices={devices} admin={admin} />
  }
  const leave = async () => {
    await ports.logout()
    setLeft(true)
    route('/', true)
    // whether there are passkeys may be another thing than when the page was opened
    void reload()
  }
  return (
    <SignedInDesk
      key={who}
      signedIn={signedIn}
      office={office}
      devices={devices}
      admin={admin}
      care={care}
      queue={queue}
      account={account}
      handover={handover}
      rounds={rounds}
      studio={studio}
      onSignOut={leave}
    />
  )
}

/** The officer's pages; the address of the door leads to the inbox. */
function SignedInDesk(props: Parameters<typeof DeskFrame>[0]) {
  const { path, route } = useLocation()
  useEffect(() => {
    if (path === '/' || path === '/login') route('/office', true)
  }, [path, route])
  return <DeskFrame {...props} />
}
