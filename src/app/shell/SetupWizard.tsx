import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { isSetupStep, type SetupStep, setupStateOf, setupSteps } from '../../domain/setupProgress.ts'
import type { SignedIn } from '../desk/deskState.ts'
import { AdminContext, type AdminPort } from '../features/admin/adminPort.ts'
import { DevicesContext, type DevicesPort } from '../features/devices/devicesPort.ts'
import type { SetupProgress } from '../features/recovery/careAnswers.ts'
import { CareContext, type CarePort } from '../features/recovery/carePort.ts'
import { SetupOverview } from '../features/setup/SetupOverview.tsx'
import { pagesBefore, SetupPage } from '../features/setup/SetupPage.tsx'
import { t, textsReady } from '../i18n/i18n.ts'
import { errorLine } from '../i18n/problemText.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { useLoad } from '../ui/useLoad.ts'
import { useTitle } from '../ui/useTitle.ts'
import { DeskDoor } from './DeskDoor.tsx'
import { SetupStepBody } from './SetupStepBody.tsx'

interface Props {
  signedIn: SignedIn
  care: CarePort
  devices: DevicesPort
  admin: AdminPort
}

const stepOf = (path: string): SetupStep | null => {
  const name = path.replace(/^\/setup\/?/, '')
  return isSetupStep(name) ? name : null
}

/** The set-up from its third page on, for an admin who is signed in: a step each, or all of them with how they stand. */
export function SetupWizard({ signedIn, care, devices, admin }: Props) {
  const { path } = useLocation()
  const { value: progress, error, busy, reload } = useLoad(care.progress, 'setup')
  const step = stepOf(path)
  useTitle(t('setup:pageTitle'))
  return (
    <DeskDoor>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {(!progress || !textsReady.value) && busy && <Busy text={t('common:loading')} />}
      {!progress && !busy && (
        <div class="cluster">
          <Button onClick={() => void reload()}>{t('common:retry')}</Button>
        </div>
      )}
      {progress && textsReady.value && (
        <CareContext.Provider value={care}>
          <DevicesContext.Provider value={devices}>
            <AdminContext.Provider value={admin}>
              {step === null ? (
                <SetupOverview facts={progress.facts} commune={signedIn.commune.name} />
              ) : (
                <Step key={step} step={step} progress={progress} onChanged={reload} />
              )}
            </AdminContext.Provider>
          </DevicesContext.Provider>
        </CareContext.Provider>
      )}
    </DeskDoor>
  )
}

interface StepProps {
  step: SetupStep
  progress: SetupProgress
  onChanged: () => Promise<void>
}

/** One step with the way back and on. On is the main way once the step is done, and nothing on it would be lost. */
function Step({ step, progress, onChanged }: StepProps) {
  const [isHeld, setHeld] = useState(false)
  const at = setupSteps.indexOf(step)
  const [before, after] = [setupSteps[at - 1], setupSteps[at + 1]]
  const isDone = setupStateOf(step, progress.facts) !== 'todo'
  return (
    <SetupPage
      step={pagesBefore + at + 1}
      actions={
        <>
          <Button icon="arrowLeft" href={before ? `/setup/${before}` : '/setup'}>
            {t('common:back')}
          </Button>
          <Button
            variant={isDone && !isHeld ? 'primary' : 'plain'}
            iconAfter="arrowRight"
            href={after ? `/setup/${after}` : '/setup'}
          >
            {t(isDone ? (after ? 'common:next' : 'wizard:finish') : 'wizard:skip')}
          </Button>
        </>
      }
      out={
        <a class="tap" href="/setup">
          {t('wizard:all')}
        </a>
      }
    >
      <SetupStepBody step={step} progress={progress} onChanged={onChanged} onHold={setHeld} />
    </SetupPage>
  )
}
