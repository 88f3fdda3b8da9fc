import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { EnrolState } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { mayWork, StorageGrantNote } from './StorageGrantNote.tsx'
import { takeEnrolToken } from './takeEnrolToken.ts'

const inHalves = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`

/** Everything before a tablet belongs to a team: keys, the code for the officer, the browser's promise (issue 2 §2). */
export function EnrolScreen() {
  const { device } = usePorts()
  const state = useWatch(device.state)
  const [token, setToken] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  usePageTitle(t('enrol:pageTitle'))

  async function enrol(with_: string) {
    setWorking(true)
    try {
      await device.enrol(with_)
    } finally {
      setWorking(false)
    }
  }

  useEffect(() => {
    const found = takeEnrolToken(location, (url) => history.replaceState(history.state, '', url))
    if (found === null) return
    setToken(found)
    void enrol(found)
  }, [])

  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')} detail={t('enrol:pageTitle')}>
          <LanguageSwitch />
        </TopBar>
      }
      actions={<EnrolActions state={state} onRetry={token === null ? undefined : () => void enrol(token)} />}
    >
      {working && state.kind !== 'pending' ? (
        <>
          <Title key="working">{t('enrol:pageTitle')}</Title>
          <Busy text={t('enrol:working')} />
        </>
      ) : (
        <EnrolWords key={state.kind} state={state} />
      )}
    </Screen>
  )
}

function EnrolWords({ state }: { state: EnrolState }) {
  const { device } = usePorts()
  const grant = useWatch(device.storageGrant)
  switch (state.kind) {
    case 'pending':
      return (
        <>
          <Title>{t('enrol:pending.title')}</Title>
          <p class="lead">{t('enrol:pending.lead', { unit: state.unitName })}</p>
          <div>
            <BigCode label={t('enrol:pending.code')} code={inHalves(state.code)} />
          </div>
          <Busy text={t('enrol:pending.waiting')} />
          <StorageGrantNote grant={grant} />
          {state.practice && <Notice tone="info">{t('common:practice')}</Notice>}
        </>
      )
    case 'ready':
      return (
        <>
          <Title key={mayWork(grant) ? 'ready' : 'almost'}>
            {t(mayWork(grant) ? 'enrol:ready.title' : 'enrol:ready.almost')}
          </Title>
          <p class="lead">
            {t('enrol:ready.lead', { device: state.deviceLabel, team: state.teamName, hamlet: state.hamletName })}
          </p>
          {/* the last moment to see that the wrong kind was chosen: it never changes */}
          {state.kiosk && <Notice tone="help">{t('kiosk:door.place')}</Notice>}
          <StorageGrantNote grant={grant} />
          {state.practice && <Notice tone="info">{t('common:practice')}</Notice>}
        </>
      )
    case 'failed':
      return (
        <>
          <Title>{t('enrol:failed.title')}</Title>
          <Notice tone="warning">{t(`enrol:failed.${state.problem}`)}</Notice>
        </>
      )
    case 'none':
      return <TitleAndText title={t('enrol:none.title')} text={t('enrol:none.text')} />
    case 'lost':
      return <Lost label={state.deviceLabel} />
    case 'refused':
      return <TitleAndText title={t('enrol:refused.title')} text={t('enrol:refused.text')} />
    case 'revoked':
      return <TitleAndText title={t('enrol:revoked.title')} text={t('enrol:revoked.text')} />
  }
}

/** What there was, what is gone with it, and the way back (fault 8). */
function Lost({ label }: { label: string }) {
  return (
    <>
      <Title>{t('enrol:lost.title')}</Title>
      <p class="lead">{t('enrol:lost.what', { label })}</p>
      <Notice tone="done">{t('enrol:lost.safe')}</Notice>
      <Notice tone="warning">{t('enrol:lost.gone')}</Notice>
      <p class="lead">{t('enrol:lost.next', { label })}</p>
    </>
  )
}

function TitleAndText({ title, text }: { title: string; text: string }) {
  return (
    <>
      <Title>{title}</Title>
      <p class="lead">{text}</p>
    </>
  )
}

function EnrolActions({ state, onRetry }: { state: EnrolState; onRetry: (() => void) | undefined }) {
  const { device } = usePorts()
  const { route } = useLocation()
  const grant = useWatch(device.storageGrant)
  if (state.kind === 'ready' && mayWork(grant)) {
    return (
      <Button variant="primary" size="big" iconAfter="arrowRight" onClick={() => route('/field', true)}>
        {t('enrol:ready.start')}
      </Button>
    )
  }
  const again = state.kind === 'failed' && (state.problem === 'no-line' || state.problem === 'unknown')
  if (again && onRetry) {
    return (
      <Button variant="primary" size="big" icon="refresh" onClick={onRetry}>
        {t('common:retry')}
      </Button>
    )
  }
  return null
}
