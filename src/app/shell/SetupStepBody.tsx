import type { SetupStep } from '../../domain/setupProgress.ts'
import { HamletsStep } from '../features/admin/HamletsStep.tsx'
import { TeamsStep } from '../features/admin/TeamsStep.tsx'
import { TabletStep } from '../features/devices/TabletStep.tsx'
import { VolunteersStep } from '../features/devices/VolunteersStep.tsx'
import { BackupsStep } from '../features/recovery/BackupsStep.tsx'
import { DrillStep } from '../features/recovery/DrillStep.tsx'
import { HttpsStep } from '../features/recovery/HttpsStep.tsx'
import { SheetStep } from '../features/recovery/SheetStep.tsx'
import type { StepProps } from '../features/recovery/StepProps.ts'

/** What a step of the set-up asks and shows. */
export function SetupStepBody({ step, ...props }: StepProps & { step: SetupStep }) {
  const { progress, onChanged, onHold } = props
  switch (step) {
    case 'hamlets':
      return <HamletsStep onChanged={onChanged} />
    case 'teams':
      return <TeamsStep onChanged={onChanged} />
    case 'volunteers':
      return <VolunteersStep onChanged={onChanged} onHold={onHold} />
    case 'sheet':
      return <SheetStep {...props} />
    case 'drill':
      return <DrillStep {...props} />
    case 'backups':
      return <BackupsStep {...props} />
    case 'https':
      return <HttpsStep {...props} />
    case 'tablet':
      return (
        <TabletStep
          isReachable={progress.facts.https === 'secure'}
          welcomeUrl={progress.hub.https.welcomeUrl}
          onChanged={onChanged}
          onHold={onHold}
        />
      )
  }
}
