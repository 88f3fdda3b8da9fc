import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { SignedIn } from '../desk/deskState.ts'
import { AccountContext, type AccountPort } from '../features/account/accountPort.ts'
import { AdminContext, type AdminPort } from '../features/admin/adminPort.ts'
import { DevicesContext, type DevicesPort } from '../features/devices/devicesPort.ts'
import { DeskHandoverContext, type DeskHandoverPort } from '../features/handover/deskHandover.ts'
import type { Attention } from '../features/office/officeAnswers.ts'
import { OfficeContext, type OfficePort } from '../features/office/officePort.ts'
import { QueueContext, type QueuePort } from '../features/queue/queuePort.ts'
import { CareContext, type CarePort } from '../features/recovery/carePort.ts'
import { RoundsContext, type RoundsPort } from '../features/rounds/roundsPort.ts'
import { StudioContext, type StudioPort } from '../features/studio/studioPort.ts'
import { formatAgo } from '../i18n/format.ts'
import { t } from '../i18n/i18n.ts'
import { errorLine } from '../i18n/problemText.ts'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { StatusPill } from '../ui/statusPill/StatusPill.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { useLoad } from '../ui/useLoad.ts'
import { DeskRoutes } from './DeskRoutes.tsx'
import { LanguageButton } from './LanguageButton.tsx'
import { ThemeSelect } from './ThemeSelect.tsx'

interface Props {
  signedIn: SignedIn
  office: OfficePort
  devices: DevicesPort
  admin: AdminPort
  care: CarePort
  queue: QueuePort
  account: AccountPort
  studio: StudioPort
  handover: DeskHandoverPort
  rounds: RoundsPort
  onSignOut: () => Promise<void>
}

/** Copied tablets, and all other alarms, of which a page is here. */
const toLookAt = ({ items, alarms, otherAlarms }: Attention) =>
  items.length + alarms.filter(({ code }) => code === 'cloned').length + otherAlarms

const day = 86_400_000
const pulseMs = 20_000

/** The frame of every page of a signed-in officer: commune, state of the tablets in a sentence, the parts, the way out. */
export function DeskFrame(props: Props) {
  const { signedIn, office, devices, admin, care, queue, account, studio, handover, rounds, onSignOut } = props
  const { path } = useLocation()
  const [failed, setFailed] = useState<string | null>(null)
  // whichever page asked for the tablets last, the frame shows that answer: no badge lags behind the list under it
  const [tablets, setTablets] = useState<Devices | null>(null)
  const shared = useMemo(
    (): DevicesPort => ({
      ...devices,
      async devices() {
        const list = await devices.devices()
        setTablets(list)
        return list
      },
    }),
    [devices],
  )
  const pulse = useLoad(
    async () => {
      await shared.devices()
      return office.attention()
    },
    'pulse',
    pulseMs,
  )
  const { commune, officer } = signedIn
  const isAdmin = officer.role === 'admin'
  const attention = pulse.value ? toLookAt(pulse.value) : 0
  // without a kiosk nobody can take a number
  const hasKiosk = (tablets ?? []).some(({ purpose, status }) => purpose === 'kiosk' && status === 'approved')
  const parts = [
    { href: '/office', text: t('desk:frame.inbox'), isHere: path === '/office' || path.startsWith('/office/cases') },
    { href: '/office/rounds', text: t('rounds:frame'), isHere: path.startsWith('/office/rounds') },
    { href: '/office/devices', text: t('desk:frame.devices'), isHere: path.startsWith('/office/devices') },
    ...(hasKiosk ? [{ href: '/office/queue', text: t('desk:frame.queue'), isHere: path === '/office/queue' }] : []),
    {
      href: '/office/attention',
      text: attention > 0 ? t('desk:frame.attentionCount', { count: attention }) : t('desk:frame.attention'),
      isHere: path === '/office/attention',
    },
    { href: '/office/hand-over', text: t('handover:desk.frame'), isHere: path === '/office/hand-over' },
    { href: '/office/studio', text: t('desk:frame.studio'), isHere: path.startsWith('/office/studio') },
    { href: '/office/health', text: t('desk:frame.health'), isHere: path === '/office/health' },
    ...(isAdmin ? [{ href: '/office/admin', text: t('desk:frame.admin'), isHere: path === '/office/admin' }] : []),
  ]

  async function answer(id: string) {
    try {
      await devices.answerCall(id)
      await shared.devices()
    } catch (error) {
      setFailed(errorLine(error))
    }
  }

  async function signOut() {
    try {
      await onSignOut()
    } catch (error) {
      setFailed(errorLine(error))
    }
  }

  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <>
          <TopBar title={`${t('desk:frame.place')} · ${commune.name}`}>
            <div class="desk-side">
              <a href="/office/account" aria-current={path === '/office/account' ? 'page' : undefined}>
                {officer.displayName}
              </a>
              <ThemeSelect />
              <LanguageButton />
            </div>
            {tablets && <Pulse devices={tablets} now={devices.now()} />}
            <Button label={t('desk:frame.signOutWho', { name: officer.displayName })} onClick={() => void signOut()}>
              {t('desk:frame.signOut')}
            </Button>
          </TopBar>
          <nav class="desk-nav" aria-label={t('desk:frame.nav')}>
            <ul>
              {parts.map(({ href, text, isHere }) => (
                <li key={href}>
                  <a href={href} aria-current={isHere ? 'page' : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </>
      }
    >
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      {(tablets ?? []).map((tablet) => (
        <KioskCall key={tablet.id} tablet={tablet} now={devices.now()} onAnswer={(id) => void answer(id)} />
      ))}
      {commune.practice && (
        <div class="no-print">
          <Notice tone="help">{t('common:practice')}</Notice>
        </div>
      )}
      <OfficeContext.Provider value={office}>
        <DevicesContext.Provider value={shared}>
          <AdminContext.Provider value={admin}>
            <CareContext.Provider value={care}>
              <AccountContext.Provider value={account}>
                <StudioContext.Provider value={studio}>
                  <QueueContext.Provider value={queue}>
                    <RoundsContext.Provider value={rounds}>
                      <DeskHandoverContext.Provider value={handover}>
                        <DeskRoutes isAdmin={isAdmin} isPractice={commune.practice} />
                      </DeskHandoverContext.Provider>
                    </RoundsContext.Provider>
                  </QueueContext.Provider>
                </StudioContext.Provider>
              </AccountContext.Provider>
            </CareContext.Provider>
          </AdminContext.Provider>
        </DevicesContext.Provider>
      </OfficeContext.Provider>
    </Screen>
  )
}

/** A call that nobody answered for so long is an old one: the resident has gone. */
const callMs = 30 * 60_000

/** Somebody waits at a kiosk, whatever page the officer is at; who it is nobody knows here. */
function KioskCall({ tablet, now, onAnswer }: { tablet: Devices[number]; now: number; onAnswer(id: string): void }) {
  const { calledAt, label, unit } = tablet
  if (calledAt === null || now - calledAt > callMs) return null
  return (
    <Notice tone="help" title={t('desk:call.title', { label })} live>
      <p>{[unit, formatAgo(calledAt, now)].filter((part) => part).join(' · ')}</p>
      <p>
        <Button icon="check" onClick={() => onAnswer(tablet.id)}>
          {t('desk:call.answered')}
        </Button>
      </p>
    </Notice>
  )
}

type Devices = Awaited<ReturnType<DevicesPort['devices']>>

/** A tablet that waits comes first: somebody stands beside it. Else how many were heard of in the last day. */
function Pulse({ devices, now }: { devices: Devices; now: number }) {
  const waiting = devices.filter(({ status }) => status === 'pending').length
  const seen = devices.filter(({ status, lastSeenAt }) => status === 'approved' && (lastSeenAt ?? 0) > now - day).length
  if (waiting > 0) {
    return <StatusPill tone="waiting" text={t('desk:frame.waiting', { count: waiting })} href="/office/devices" live />
  }
  return (
    <StatusPill
      tone={seen > 0 ? 'done' : 'plain'}
      text={seen > 0 ? t('desk:frame.seen', { count: seen }) : t('desk:frame.seenNone')}
      href="/office/devices"
      live
    />
  )
}
