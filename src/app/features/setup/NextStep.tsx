import type { SetupFacts } from '../../../domain/setupProgress.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'

/** What an empty desk needs next, and where that is done. */
function needOf({ volunteers, tablets }: SetupFacts) {
  if (volunteers === 0) return { need: 'volunteers', href: '/setup/volunteers' } as const
  if (tablets === 0) return { need: 'tablet', href: '/setup/tablet' } as const
  return { need: 'cases', href: undefined } as const
}

/** No case has come yet: what to do first, or what will come and when. */
export function NextStep({ facts }: { facts: SetupFacts }) {
  const { need, href } = needOf(facts)
  return (
    <EmptyState icon="document" title={t(`wizard:empty.${need}.title`)} text={t(`wizard:empty.${need}.text`)}>
      {href !== undefined && (
        <Button variant="primary" href={href} iconAfter="arrowRight">
          {t(`wizard:empty.${need}.go`)}
        </Button>
      )}
    </EmptyState>
  )
}
