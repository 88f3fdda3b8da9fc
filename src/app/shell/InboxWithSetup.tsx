import { InboxScreen } from '../features/office/InboxScreen.tsx'
import { useCare } from '../features/recovery/carePort.ts'
import { NextStep } from '../features/setup/NextStep.tsx'
import { SetupLeft } from '../features/setup/SetupLeft.tsx'
import { textsReady } from '../i18n/i18n.ts'
import { useLoad } from '../ui/useLoad.ts'

const pollMs = 60_000

/** An admin's list of cases: what of the set-up is left stands above it, and an empty desk says what comes next. */
export function InboxWithSetup({ isPractice }: { isPractice: boolean }) {
  // how far the set-up is matters less than the cases: without an answer the list stands as ever
  const { value } = useLoad(useCare().progress, 'setup', pollMs)
  const facts = textsReady.value ? value?.facts : undefined
  return (
    <InboxScreen
      top={facts && !isPractice && <SetupLeft facts={facts} />}
      whenNew={facts && <NextStep facts={facts} />}
    />
  )
}
