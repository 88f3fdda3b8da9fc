import { readAddressOnCard } from '../../../domain/addressOnCard.ts'
import type { CitizenCard } from '../../../domain/citizenCard.ts'
import { loadCommunes } from '../../../domain/communesPack.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { ScanSlot } from '../../scan/ScanSlot.ts'
import type { DraftPatch } from '../../storage/autosave.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { halfTyped } from './BirthDateQuestion.tsx'
import { communeFields } from './communeFields.ts'

/** The address group as a card's residence fills it. */
function addressPatch(onCard: string) {
  const { text, found } = readAddressOnCard(loadCommunes(), onCard)
  return { text: text === '' ? null : text, ...communeFields(found) }
}

/** What stands where a card's residence would go; the card's own words where it went there before. */
function writtenAddress(groups: Draft['groups'], onCard: string): string {
  const address = groupValue(groups, 'activation', 'address')
  const stored = new Map<string, unknown>(Object.entries(address))
  const isTheCards = Object.entries(addressPatch(onCard)).every(([name, value]) => (stored.get(name) ?? null) === value)
  return isTheCards ? onCard : [address.text, address.communeName, address.provinceName].filter(Boolean).join(', ')
}

/** Where an activation takes what a card says. */
export function cardSlots(groups: Draft['groups'], card: CitizenCard): readonly ScanSlot[] {
  const identity = groupValue(groups, 'activation', 'identity')
  const asIs = (value: string) => value
  const slots = [
    { id: 'name', read: card.name, written: identity.name, damage: card.damage.name },
    { id: 'idNumber', read: card.idNumber, written: identity.idNumber },
    { id: 'oldIdNumber', read: card.oldIdNumber, written: identity.oldIdNumber },
    { id: 'birthDate', read: card.birthDate, written: identity.birthDate, show: formatDay },
    { id: 'sex', read: card.sex, written: identity.sex, show: (sex: string) => t(`domain:sex.${sex}`) },
    {
      id: 'address',
      read: card.address,
      written: writtenAddress(groups, card.address ?? ''),
      damage: card.damage.address,
      note: t('scan:check.addressNote'),
    },
  ]
  return slots.flatMap(({ id, read, written = '', show = asIs, ...more }): ScanSlot[] =>
    read === undefined
      ? []
      : [{ id, label: t(`scan:field.${id}`), read, written, show, isName: id === 'name', ...more }],
  )
}

/** The groups that values by slot fill. */
export function cardPatch(values: ReadonlyMap<string, string>): DraftPatch {
  const { address, ...identity } = Object.fromEntries(values)
  return {
    ...(Object.keys(identity).length === 0
      ? {}
      : { identity: { ...identity, ...(identity.birthDate === undefined ? {} : { [halfTyped]: null }) } }),
    ...(address === undefined ? {} : { address: addressPatch(address) }),
  }
}
