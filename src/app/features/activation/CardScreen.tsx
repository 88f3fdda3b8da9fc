import { lazy } from 'preact-iso'
import { groupValue } from '../../storage/groupValue.ts'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { cardPatch, cardSlots } from './cardSlots.ts'
import { isQuestion } from './places.ts'

const ScanScreen = lazy(() => import('../../scan/ScanScreen.tsx').then((module) => module.ScanScreen))

/** The resident's card instead of the keyboard; `from` is the question where it was asked for. */
export function CardScreen(props: ActivationScreenProps & { from: string }) {
  const { work, go } = props
  const { groups } = work.draft
  const back = isQuestion(props.from) ? props.from : 'name'

  function fill(values: ReadonlyMap<string, string>) {
    work.set(cardPatch(values))
    // once the outcome was said, the card only mended answers
    if (groupValue(groups, 'activation', 'outcome').outcome !== undefined) return go('slip')
    const identity = groupValue(groups, 'activation', 'identity')
    const isKnown = (field: 'name' | 'idNumber' | 'birthDate' | 'sex') =>
      values.has(field) || identity[field] !== undefined
    go((['name', 'idNumber', 'birthDate', 'sex'] as const).find((field) => !isKnown(field)) ?? 'phone')
  }

  const isBlank = ['identity', 'contact', 'address'].every((group) => Object.keys(groups[group] ?? {}).length === 0)
  return (
    <ScanScreen
      frame={(parts) => (
        <ActivationPage {...props} {...parts} back={back}>
          {parts.children}
        </ActivationPage>
      )}
      draft={{ id: work.draft.id, type: 'activation', isBlank }}
      slotsOf={(card) => cardSlots(groups, card)}
      onFill={fill}
      onType={() => go(back)}
    />
  )
}
