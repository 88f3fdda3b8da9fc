import type { GuideDefinition, GuideStep } from '../../../domain/guideDefinition.ts'
import type { placeOf } from '../../../domain/guides.ts'
import type { GuideRun } from './useGuideRun.ts'

/** What every screen of a running guide is given. */
export interface PlaceProps {
  guide: GuideDefinition
  step: GuideStep
  run: GuideRun
  around: ReturnType<typeof placeOf>
  go(href: string): void
}
