import { useLocation } from 'preact-iso'
import { ReadAloud } from '../../features/kiosk/ReadAloud.tsx'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { turnedBack } from '../../resident/turnedBack.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { TopPlace } from '../../ui/topBar/ownTopBar.ts'
import { TopLine } from '../../ui/topBar/TopBar.tsx'

/** Above a step in a resident's hands: their language, its sound, and the tablet back to who helps them. No way home. */
export function TurnedBar({ title, detail }: TopPlace) {
  const { path, route } = useLocation()
  const { mayGo } = usePorts()
  return (
    <TopLine title={title} detail={detail}>
      <ReaderChoice />
      {/* a step is heard by its own */}
      {!/\/(step|beside)\//.test(path) && <ReadAloud />}
      {mayGo(path) && (
        <Button icon="turn" onClick={() => route(turnedBack)}>
          <SharedKey of="turned:giveBack" />
        </Button>
      )}
    </TopLine>
  )
}
