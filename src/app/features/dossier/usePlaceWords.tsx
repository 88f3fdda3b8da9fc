import type { JSX } from 'preact'
import type { Values } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'

/**
 * Words for whoever holds the tablet.
 * @returns says the first sentence to a volunteer, the second to a resident
 */
export function usePlaceWords(): (toVolunteer: string, toResident: string, values?: Values) => JSX.Element {
  const { holder } = usePorts()
  return (toVolunteer, toResident, values = {}) => (
    <SharedKey of={holder === 'volunteer' ? toVolunteer : toResident} values={values} />
  )
}
