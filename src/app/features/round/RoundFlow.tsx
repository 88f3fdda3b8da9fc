import { useEffect, useState } from 'preact/hooks'
import { isDoneElsewhere } from '../../../domain/elsewhere.ts'
import { t } from '../../i18n/i18n.ts'
import type { RoundPort } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { DoneElsewhere } from './DoneElsewhere.tsx'
import { EveningScreen } from './EveningScreen.tsx'
import { HouseholdForm } from './HouseholdForm.tsx'
import { HouseholdGone } from './HouseholdGone.tsx'
import { HouseholdScreen } from './HouseholdScreen.tsx'
import { MeetScreen } from './MeetScreen.tsx'
import { MemberForm } from './MemberForm.tsx'
import { RoundScreen } from './RoundScreen.tsx'
import './round.css'

interface Props {
  /** From the address: a household's random id, `new` or `plan`; then `edit`, or `member` and the key of one. */
  id?: string
  place?: string
  part?: string
}

/** Tonight's houses, as this tablet knows them: nothing here waits for a line (design D11). */
export function RoundFlow(props: Props) {
  const { round } = usePorts()
  const [port, setPort] = useState<RoundPort | 'failed' | null>(null)
  useEffect(() => {
    let here = true
    round().then(
      (loaded) => here && setPort(loaded),
      () => here && setPort('failed'),
    )
    return () => {
      here = false
    }
  }, [round])
  if (port === 'failed') return <Notice tone="warning">{t('common:save.failed.failed')}</Notice>
  return port ? <Loaded port={port} {...props} /> : <Busy text={t('common:loading')} />
}

function Loaded({ port, id, place, part }: Props & { port: RoundPort }) {
  const tonight = useWatch(port.tonight)
  // who wanted to see a house all the same is not asked again on the way from one of its screens to another
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  if (!tonight) return <Busy text={t('common:loading')} />
  if (id === undefined) return <RoundScreen port={port} tonight={tonight} />
  if (id === 'plan') return <EveningScreen port={port} tonight={tonight} />
  if (id === 'meet') return <MeetScreen port={port} />
  if (id === 'new') return <HouseholdForm port={port} tonight={tonight} household={null} />
  const household = tonight.households.find((one) => one.id === id)
  if (!household) return <HouseholdGone />
  if (household.elsewhere && isDoneElsewhere(household) && !opened.has(id)) {
    const open = () => setOpened(new Set([...opened, id]))
    return <DoneElsewhere household={household} elsewhere={household.elsewhere} onOpen={open} />
  }
  if (place === 'edit') return <HouseholdForm port={port} tonight={tonight} household={household} />
  if (place !== 'member') return <HouseholdScreen key={id} port={port} household={household} />
  const member = household.members.find(({ key }) => key === part)
  return <MemberForm key={part ?? ''} port={port} household={household} member={member ?? null} />
}
