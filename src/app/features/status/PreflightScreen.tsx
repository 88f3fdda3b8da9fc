import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { openCamera } from '../../camera/openCamera.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { formatAgo } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { vietnamese } from '../../i18n/reader.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { localeUtterance } from '../../resident/utterances.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import type { PackNote } from '../../storage/ports.ts'
import { usePackValue } from '../../storage/usePacks.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { formatSpan } from './formatSpan.ts'
import { type Check, preflight, type TabletSenses } from './preflight.ts'
import './preflight.css'
import { SendActions } from './SendActions.tsx'
import { useBattery } from './useBattery.ts'

const none: readonly PackNote[] = []

/** Before leaving: is this tablet ready for an evening without a line? It says go, or what to mend first. */
export function PreflightScreen() {
  const { sync, now } = usePorts()
  const status = useWatch(sync.status)
  const battery = useBattery()
  const packRefused = usePackValue((packs) => packs.notes, none).some(({ refused }) => refused !== null)
  const [camera, setCamera] = useState<TabletSenses['camera']>('untried')
  const [sound, setSound] = useState<TabletSenses['sound']>('untried')
  usePageTitle(t('status:before.title'))

  async function tryCamera() {
    const found = await openCamera('page')
    if (typeof found === 'string') return setCamera(found)
    found.close()
    setCamera('works')
  }

  const checks = preflight(status, { battery, camera, sound, packRefused }, now())
  const toFix = checks.filter(({ state }) => state === 'fix').length
  const toTry = checks.filter(({ state }) => state === 'ask').length
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('common:appName')} detail={t('status:before.title')} statusHref="/field/status" />}
      actions={<SendActions />}
    >
      <Title>{t('status:before.title')}</Title>
      <Notice tone={toFix > 0 ? 'help' : toTry > 0 ? 'info' : 'done'} live>
        {toFix > 0 ? t('status:before.fix', { count: toFix }) : t(toTry > 0 ? 'status:before.try' : 'status:before.go')}
      </Notice>
      <ul class="preflight">
        {checks.map((check) => (
          <CheckLine key={check.id} check={check}>
            {check.id === 'camera' && check.state !== 'ok' && (
              <Button icon="camera" onClick={() => void tryCamera()}>
                {t('status:before.tryCamera')}
              </Button>
            )}
            {check.id === 'sound' && check.state !== 'ok' && <SoundTry onHeard={setSound} />}
          </CheckLine>
        ))}
      </ul>
    </Screen>
  )
}

function CheckLine({ check, children }: { check: Check; children: ComponentChildren }) {
  const { now } = usePorts()
  return (
    <li class={`preflight__check preflight__check--${check.state}`}>
      <Icon name={check.state === 'ok' ? 'check' : check.state === 'fix' ? 'alert' : 'hand'} />
      <div class="stack stack--tight">
        <p>
          <strong>{t(`status:before.name.${check.id}`)}</strong> {wordsOf(check, now())}
        </p>
        {children}
      </div>
    </li>
  )
}

/** What is said of a check, in the reader's language. */
function wordsOf(check: Check, now: number): string {
  const isOk = check.state === 'ok'
  switch (check.id) {
    case 'queue':
      return isOk ? t('status:before.queue.ok') : t('status:before.queue.fix', { count: check.count })
    case 'contact':
      if (check.at === null) return t('status:before.contact.never')
      return t(`status:before.contact.${isOk ? 'ok' : 'fix'}`, { ago: formatAgo(check.at, now) })
    case 'clock':
      return isOk ? t('status:clockOk') : t('status:before.clock.fix', { time: formatSpan(Math.abs(check.offsetMs)) })
    case 'space':
      if (check.diskFull) return t('status:before.space.full')
      return isOk
        ? t('status:before.space.ok', { count: check.evenings })
        : t('status:before.space.fix', { count: check.evenings })
    case 'storage':
      return t(`status:before.storage.${isOk ? 'ok' : 'fix'}`)
    case 'packs':
      return t(`status:before.packs.${isOk ? 'ok' : 'fix'}`)
    case 'battery': {
      const percent = Math.floor(check.share * 100)
      if (!isOk) return t('status:before.battery.fix', { percent })
      return t(`status:before.battery.${check.charging ? 'charging' : 'ok'}`, { percent })
    }
    case 'camera':
      if (check.problem) return `${t(`dossier:camera.problem.${check.problem}`)} ${t('status:before.camera.fix')}`
      return t(`status:before.camera.${isOk ? 'ok' : 'ask'}`)
    case 'sound':
      if (check.state === 'fix') return t(`status:before.sound.${check.mute ? 'mute' : 'fix'}`)
      return t(`status:before.sound.${isOk ? 'ok' : 'ask'}`)
  }
}

/** It speaks, and only a person can tell whether that was heard. */
function SoundTry({ onHeard }: { onHeard(sound: TabletSenses['sound']): void }) {
  const voice = useVoice()
  const [asked, setAsked] = useState(false)

  async function speak() {
    await voice.say([localeUtterance('status:before.sound.sample')], vietnamese)
    // peek after saying: a tablet without a voice knows it only then
    const isMute = voice.state.peek().kind === 'mute'
    setAsked(!isMute)
    if (isMute) onHeard('mute')
  }

  return (
    <div class="cluster">
      <Button icon="sound" onClick={() => void speak()}>
        {t('status:before.trySound')}
      </Button>
      {asked && (
        <>
          <Button icon="check" onClick={() => onHeard('heard')}>
            {t('status:before.heard')}
          </Button>
          <Button icon="close" onClick={() => onHeard('not-heard')}>
            {t('status:before.notHeard')}
          </Button>
        </>
      )}
    </div>
  )
}
