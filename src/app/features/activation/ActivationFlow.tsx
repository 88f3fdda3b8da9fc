import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ToHeld } from '../../draftPage/ToHeld.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { useHeardLanguage } from '../../resident/useHeardLanguage.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { useDraft } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import { DraftGone } from './DraftGone.tsx'
import { PlaceScreen } from './PlaceScreen.tsx'
import { aroundPlace, isOfStep, isPlace, isQuestion, pathOf, progressOf } from './places.ts'

interface Props {
  /** From the address: the draft's random id, the screen, and a part of it such as a step of the ladder. */
  id?: string
  place?: string
  part?: string
}

/** One activation from consent to slip: finds the draft, the screen that the address names, and the screens around it. */
export function ActivationFlow({ id = '', place, part }: Props) {
  const load = useDraft(id)
  const { now } = usePorts()
  const { route } = useLocation()
  const [finished, setFinished] = useState<{ id: string; groups: Draft['groups'] } | null>(null)
  usePageTitle(t('activation:task'))

  const hrefOf = (where: string) => `/field/activation/${id}/${where}`
  const open = load.kind === 'open' ? load.work : null
  const here = part ? `${place}/${part}` : (place ?? '')
  const target = open && redirect(open.draft, place, here)
  useEffect(() => {
    if (target) route(`/field/activation/${id}/${target}`, true)
    else if (open && here !== open.draft.at && place !== 'done') open.moveTo(here)
  }, [target, id, here, place, route, open?.draft.at])

  const hear = open ? groupValue(open.draft.groups, 'activation', 'language').hear : undefined
  useHeardLanguage(hear)

  if (place === 'done') {
    return <DoneScreen id={id} groups={finished?.id === id ? finished.groups : null} mayFollow={part === 'dossier'} />
  }
  if (load.kind === 'given') return <ToHeld id={id} />
  if (load.kind === 'loading' || target) return <Busy text={t('common:loading')} />
  if (!open) return <DraftGone failed={load.kind === 'failed'} />

  const path = pathOf(open.draft.groups, now())
  // asking why, or whom, belongs to its step
  const spot = place !== 'why' && place !== 'ask' ? here : isQuestion(part) ? (part ?? '') : `step/${part}`
  const { before, after } = aroundPlace(path, spot)
  const go = (where: string) => route(hrefOf(where))
  // once the outcome was said, a question is only visited to mend its answer
  const mending = isQuestion(place) && groupValue(open.draft.groups, 'activation', 'outcome').outcome !== undefined
  return (
    <PlaceScreen
      key={here}
      place={isPlace(place) ? place : 'consent'}
      part={part ?? ''}
      work={open}
      here={here}
      progress={progressOf(path, spot)}
      before={before}
      go={go}
      hrefOf={hrefOf}
      mending={mending}
      goNext={() => (mending ? go('slip') : after && go(after))}
      onFinished={(groups) => {
        setFinished({ id, groups })
        // what was sealed cannot be looked into after a reload: that a dossier may follow stands in the address
        route(hrefOf(groups.consent?.given === true ? 'done/dossier' : 'done'), true)
      }}
    />
  )
}

/** Where to go instead: back to where the draft was left, or to consent, which comes before everything (facts §6). */
function redirect(draft: Draft, place: string | undefined, here: string): string | null {
  const agreed = groupValue(draft.groups, 'activation', 'consent').given === true
  if (place === 'done') return null
  if (!isPlace(place)) {
    if (isPlace(draft.at.split('/')[0])) return draft.at
    // what the desk sent back is looked through as a whole first
    return draft.returnNote !== null && agreed ? 'slip' : 'consent'
  }
  if (!agreed && place !== 'consent' && place !== 'declined') return 'consent'
  if (isOfStep(place) && here === place) return 'outcome'
  return null
}
