import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { guideStep, placeOf } from '../../../domain/guides.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { useGuides } from '../../resident/useGuides.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { AskPlace } from './AskPlace.tsx'
import { EndPlace } from './EndPlace.tsx'
import { GuideGone } from './GuideGone.tsx'
import { guideHref } from './guidePath.ts'
import { StepPlace } from './StepPlace.tsx'
import { useGuideRun } from './useGuideRun.ts'
import { WhyPlace } from './WhyPlace.tsx'

interface Props {
  /** From the address: which guide, which screen of it, which step. */
  guide?: string
  place?: string
  part?: string
}

/** A guide that runs by itself, from its first step to its end. */
export function GuidePlayer({ guide: id = '', place, part = '' }: Props) {
  const guide = useGuides().find((one) => one.id === id)
  const run = useGuideRun()
  const voice = useVoice()
  const { route } = useLocation()
  usePageTitle(t('guide:list.title'))
  const first = guide?.steps[0]?.id
  const target = guide && place === undefined && first ? guideHref(id, 'step', first) : null
  useEffect(() => {
    if (target) route(target, true)
  }, [target, route])
  // who leaves the guide leaves its voice too
  useEffect(() => () => voice.stop(), [voice])

  if (!guide) return <GuideGone />
  if (target) return null
  if (place === 'done') return <EndPlace guide={guide} run={run} />
  const step = guideStep(guide, part)
  if (!step) return <GuideGone />
  const around = placeOf(guide, step.id)
  const screen = { guide, step, run, around, go: (href: string) => route(href) }
  const key = `${place}/${part}`
  if (place === 'why') return <WhyPlace key={key} {...screen} />
  if (place === 'ask') return <AskPlace key={key} {...screen} />
  return <StepPlace key={key} {...screen} />
}
