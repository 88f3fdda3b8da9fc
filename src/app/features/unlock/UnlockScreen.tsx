import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { sortByName } from '../../i18n/sortByName.ts'
import { storageTroubleText } from '../../i18n/storageTroubleText.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { StorageProblem, type VolunteerChoice } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { EnterPin } from './EnterPin.tsx'
import './unlock.css'

interface Props {
  /** Who held the tablet before it locked, so that only the PIN is asked; in memory only. */
  lastVolunteerId: string | null
}

/** The locked tablet: who, then the PIN. It shows team members' names and a count, nothing of any resident. */
export function UnlockScreen({ lastVolunteerId }: Props) {
  const { lock, sync } = usePorts()
  const state = useWatch(lock.state)
  const pending = useWatch(sync.status).pending
  const [volunteers, setVolunteers] = useState<VolunteerChoice[] | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [chosenId, setChosenId] = useState(lastVolunteerId)
  usePageTitle(t('unlock:pageTitle'))

  useEffect(() => {
    if (trouble !== null) return
    let here = true
    lock.volunteers().then(
      (list) => here && setVolunteers(list),
      (error: unknown) => here && setTrouble(error instanceof StorageProblem ? error.code : 'failed'),
    )
    return () => {
      here = false
    }
  }, [lock, trouble])

  const chosen = volunteers?.find((volunteer) => volunteer.id === chosenId)
  const why = state.kind === 'locked' && (state.reason === 'idle' || state.reason === 'hidden') ? state.reason : null
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')}>
          <LanguageSwitch />
        </TopBar>
      }
    >
      {why && <Notice tone="info">{t(`unlock:${why}`)}</Notice>}
      {trouble !== null ? (
        <>
          <Title>{t('common:storageTrouble.title')}</Title>
          <p class="measure">{storageTroubleText(trouble)}</p>
          <div class="cluster">
            <Button variant="primary" icon="refresh" onClick={() => setTrouble(null)}>
              {t('common:retry')}
            </Button>
          </div>
        </>
      ) : volunteers === null ? (
        <Busy text={t('common:loading')} />
      ) : chosen ? (
        <EnterPin key={chosen.id} volunteer={chosen} onOther={() => setChosenId(null)} />
      ) : volunteers.length === 0 ? (
        <EmptyState icon="user" title={t('unlock:noVolunteers.title')} text={t('unlock:noVolunteers.text')} />
      ) : (
        <>
          <Title>{t('unlock:whoTitle')}</Title>
          <ul class="unlock__people">
            {sortByName(volunteers, (volunteer) => volunteer.name).map((volunteer) => (
              <li key={volunteer.id}>
                <Button size="big" wide icon="user" onClick={() => setChosenId(volunteer.id)}>
                  {volunteer.name}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {pending > 0 && <p class="muted">{t('unlock:stillSending', { count: pending })}</p>}
    </Screen>
  )
}
