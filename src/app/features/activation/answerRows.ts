import { languageByCode } from '../../../domain/languages.ts'
import { showPhone } from '../../../domain/phone.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import type { SummaryRow } from '../../ui/summaryList/SummaryList.tsx'

/** What was written about the person, one row a question, each with the way back to it. */
export function answerRows(groups: Draft['groups'], hrefOf: (place: string) => string): SummaryRow[] {
  const identity = groupValue(groups, 'activation', 'identity')
  const contact = groupValue(groups, 'activation', 'contact')
  const address = groupValue(groups, 'activation', 'address')
  const language = groupValue(groups, 'activation', 'language')
  const values = {
    name: identity.name,
    idNumber: identity.idNumber ?? identity.oldIdNumber,
    birthDate: formatDay(identity.birthDate ?? ''),
    sex: identity.sex && t(`domain:sex.${identity.sex}`),
    phone: contact.phone ? showPhone(contact.phone) : contact.phoneOwner === 'none' && t('domain:phoneOwner.none'),
    address: [address.text, address.communeName, address.provinceName].filter(Boolean).join(', '),
    language: language.hear && (languageByCode(language.hear)?.label ?? language.hear),
  }
  return Object.entries(values).map(([place, value]) => {
    const name = t(`activation:short.${place}`)
    return {
      id: place,
      name,
      value: value || t('common:notWritten'),
      href: hrefOf(place),
      changeLabel: t('common:changeWhat', { what: name }),
    }
  })
}
