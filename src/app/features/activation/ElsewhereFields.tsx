import { t } from '../../i18n/i18n.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { errorOf, secretText } from './problemText.ts'
import type { Elsewhere } from './useElsewhere.ts'

interface Props extends Elsewhere {
  errors: readonly FieldError[]
  onBlur: () => void
}

/** Commune and province by name, as the resident says them. */
export function ElsewhereFields({ commune, province, errors, onBlur }: Props) {
  const fields = [
    { id: 'elsewhereCommune', text: commune },
    { id: 'elsewhereProvince', text: province },
  ]
  return (
    <>
      <p class="measure">{t('activation:address.elsewhereText')}</p>
      {fields.map(({ id, text }) => (
        <TextField
          key={id}
          id={id}
          label={t(`activation:address.${id}`)}
          error={text.secret ? secretText(text.secret) : errorOf(errors, id)}
          width="middle"
          maxLength={80}
          value={text.value}
          onInput={text.onInput}
          onBlur={onBlur}
        />
      ))}
    </>
  )
}
