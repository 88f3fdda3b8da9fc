import { t } from '../../i18n/i18n.ts'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { useDeskHandover } from './deskHandover.ts'
import { EveningTable } from './EveningTable.tsx'
import { LoadFiles } from './LoadFiles.tsx'

/** As often as the frame looks at its tablets. */
const pollMs = 20_000

/** What teams bring back by hand, and what goes back to their tablets. */
export function DeskHandoverScreen() {
  const port = useDeskHandover()
  const evenings = useLoad(port.evenings, 'evenings', pollMs)
  useTitle(t('handover:desk.title'))
  return (
    <>
      <Title>{t('handover:desk.title')}</Title>
      <LoadFiles onLoaded={() => void evenings.reload()} />
      <EveningTable evenings={evenings} />
    </>
  )
}
