import { useEffect, useState } from 'preact/hooks'
import { lazy, useLocation } from 'preact-iso'
import { type FormDefinition, membersOf } from '../../../domain/formDefinition.ts'
import { ToHeld } from '../../draftPage/ToHeld.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { useDraft } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { CardScreen } from './CardScreen.tsx'
import { CheckScreen } from './CheckScreen.tsx'
import { ConsentScreen } from './ConsentScreen.tsx'
import { DeclinedScreen } from './DeclinedScreen.tsx'
import { DossierDone } from './DossierDone.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { dossierPath, isDossierPlace, progressOf } from './dossierPath.ts'
import { fromAddress } from './fieldAddress.ts'
import { formOf } from './formOf.ts'
import { KnownScreen } from './KnownScreen.tsx'
import { MemberScreen } from './MemberScreen.tsx'
import { MembersScreen } from './MembersScreen.tsx'
import { PapersScreen } from './PapersScreen.tsx'
import { QuestionScreen } from './QuestionScreen.tsx'

const CameraScreen = lazy(() => import('./CameraScreen.tsx').then((module) => module.CameraScreen))

interface Props {
  id?: string
  place?: string
  part?: string
}

/** One dossier from a form that is data: known answers, questions, papers, check. */
export function DossierFlow({ id = '', place, part }: Props) {
  const load = useDraft(id)
  const { route } = useLocation()
  const { holder } = usePorts()
  const [finished, setFinished] = useState<{ id: string; groups: Draft['groups'] } | null>(null)
  usePageTitle(t('dossier:task'))

  const open = load.kind === 'open' ? load.work : null
  const form = open ? formOf(open.draft) : undefined
  const here = part ? `${place}/${part}` : (place ?? '')
  const path = open && form ? dossierPath(form, open.draft.groups) : []
  const target = open && form ? redirect(form, open.draft, path, place) : null
  useEffect(() => {
    if (target) route(`/field/dossier/${id}/${target}`, true)
    else if (open && path.includes(here) && here !== open.draft.at) open.moveTo(here)
  }, [target, id, here, route, open?.draft.at])

  if (place === 'done') return <DossierDone id={id} groups={finished?.id === id ? finished.groups : null} />
  if (load.kind === 'given') return <ToHeld id={id} />
  if (load.kind === 'loading' || target) return <Busy text={t('common:loading')} />
  if (!open) return <DossierMissing why={load.kind === 'failed' ? 'failed' : 'gone'} />
  if (!form) return <DossierMissing why="formGone" />

  const index = path.indexOf(here)
  const hrefOf = (where: string) => `/field/dossier/${id}/${where}`
  const go = (where: string) => route(hrefOf(where))
  const after = path[index + 1]
  const screen: DossierScreenProps = {
    work: open,
    form,
    here,
    progress: progressOf(path, here, holder),
    before: index > 0 ? path[index - 1] : undefined,
    go,
    hrefOf,
    goNext: () => index >= 0 && after !== undefined && go(after),
  }
  switch (place) {
    case 'consent':
      return <ConsentScreen key={here} {...screen} />
    case 'declined':
      return <DeclinedScreen key={here} {...screen} />
    case 'members':
      return <MembersScreen key={here} {...screen} />
    case 'member':
      return <MemberScreen key={here} {...screen} memberKey={part ?? ''} />
    case 'known':
      return <KnownScreen key={here} {...screen} />
    case 'question':
    case 'change':
      return <QuestionScreen key={here} {...screen} path={fromAddress(part ?? '')} isChange={place === 'change'} />
    case 'scan':
      // residents type: whom a tablet knows already is told to nobody but its team
      return holder !== 'volunteer' ? (
        <DossierMissing why="gone" />
      ) : (
        <CardScreen key={here} {...screen} from={part ?? ''} />
      )
    case 'papers':
      return <PapersScreen key={here} {...screen} />
    case 'photo':
      return <CameraScreen key={here} {...screen} paper={part ?? ''} />
    default:
      return (
        <CheckScreen
          key={here}
          {...screen}
          onFinished={(groups) => {
            setFinished({ id, groups })
            route(hrefOf('done'), true)
          }}
        />
      )
  }
}

/** Where to go instead: back to where the draft was left, or to consent where it comes before everything (facts §6). */
function redirect(
  form: FormDefinition,
  draft: Draft,
  path: readonly string[],
  place: string | undefined,
): string | null {
  const agreed = !path.includes('consent') || groupValue(draft.groups, 'dossier', 'consent').given === true
  if (!agreed && place !== 'consent' && place !== 'declined') return place === 'done' ? null : 'consent'
  if (isDossierPlace(place)) return place === 'members' && !membersOf(form) ? 'check' : null
  return path.find((one) => one === draft.at) ?? (draft.returnNote === null ? (path[0] ?? 'check') : 'check')
}
