import { GiveList } from './GiveList.tsx'
import { GiveScreen } from './GiveScreen.tsx'
import { HandOverScreen } from './HandOverScreen.tsx'
import { HeldScreen } from './HeldScreen.tsx'
import { TakeScreen } from './TakeScreen.tsx'

interface Props {
  place?: string
  draft?: string
}

/** The screens of a hand-over: to the commune by file, to a colleague here, to another tablet, from one. */
export function HandOverRoutes({ place, draft }: Props) {
  if (place === 'give' && draft) return <GiveScreen key={draft} id={draft} />
  if (place === 'held' && draft) return <HeldScreen key={draft} id={draft} />
  if (place === 'give') return <GiveList />
  if (place === 'take') return <TakeScreen />
  return <HandOverScreen />
}
