import { t, type Values } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'

/**
 * Words for whoever holds the tablet.
 * @returns says the first sentence to a volunteer, the second to a resident
 */
export function usePlaceWords(): (toVolunteer: string, toResident: string, values?: Values) => string {
  const { holder } = usePorts()
  return (toVolunteer, toResident, values) => t(holder === 'volunteer' ? toVolunteer : toResident, values)
}
