import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { SearchSelect } from '../../ui/searchSelect/SearchSelect.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { communeFields, newFields } from './communeFields.ts'
import { communeOf, communeOption, searchOptions, storedCommune } from './communeOptions.ts'
import { ElsewhereFields } from './ElsewhereFields.tsx'
import { errorOf, secretText } from './problemText.ts'
import { elsewhereErrors, useElsewhere } from './useElsewhere.ts'

/**
 * Where the resident lives: cards still show old names, so both lead to today's commune; a divided one is asked about. A
 * place outside the lists of this tablet is written as it is said, without a code, and the desk checks it.
 */
export function AddressQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const address = groupValue(work.draft.groups, 'activation', 'address')
  const text = useGuardedText(address.text ?? '', (value) => work.set({ address: { text: value } }))
  const [errors, setErrors] = useState<FieldError[]>([])
  const old = storedCommune(address.oldCommuneCode, address.oldCommuneListDate)
  const today = storedCommune(address.communeCode, address.communeListDate)
  const chosen = old ?? today
  const isAsTold = address.communeCode === undefined && !old
  const [isElsewhere, setElsewhere] = useState(isAsTold && (address.communeName ?? address.provinceName) !== undefined)
  const elsewhere = useElsewhere(work)

  function choose(value: string | null) {
    setErrors([])
    const found = value === null ? undefined : communeOf(value)
    work.set({ address: communeFields(found) })
  }

  function turnTo(isNowElsewhere: boolean) {
    choose(null)
    setElsewhere(isNowElsewhere)
  }

  function next() {
    const found: FieldError[] = []
    if (text.secret) found.push({ fieldId: 'addressText', text: secretText(text.secret) })
    if (isElsewhere) found.push(...elsewhereErrors(elsewhere))
    else if (!chosen) found.push(sharedError('commune', 'activation:address.missing'))
    else if (!today) found.push({ fieldId: 'split', text: t('activation:address.splitMissing') })
    setErrors(found)
    if (found.length > 0) return
    if (isElsewhere) {
      const tidy = (name: string) => name.trim().normalize('NFC')
      work.set({
        address: { communeName: tidy(elsewhere.commune.value), provinceName: tidy(elsewhere.province.value) },
      })
    }
    goNext()
  }

  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={next}>
      <Title>
        <SharedKey of="activation:address.question" />
      </Title>
      <TextField
        id="addressText"
        label={<SharedKey of="activation:address.text" />}
        hint={<SharedKey of="activation:address.textHint" />}
        error={text.secret ? secretText(text.secret) : undefined}
        maxLength={200}
        value={text.value}
        onInput={text.onInput}
        onBlur={() => void work.flush()}
      />
      {isElsewhere ? (
        <ElsewhereFields {...elsewhere} errors={errors} onBlur={() => void work.flush()} />
      ) : (
        <SearchSelect
          id="commune"
          label={<SharedKey of="activation:address.commune" />}
          name={t('activation:address.commune')}
          hint={<SharedKey of="activation:address.communeHint" />}
          error={errorOf(errors, 'commune')}
          search={searchOptions}
          chosen={chosen ? communeOption(chosen) : null}
          onChoose={(option) => choose(option?.value ?? null)}
          noneText={t('activation:address.none')}
          countText={(count) => t('activation:address.count', { count })}
          clearText={t('common:change')}
        />
      )}
      {(isElsewhere || !chosen) && (
        <div>
          <Button variant="quiet" onClick={() => turnTo(!isElsewhere)}>
            {t(isElsewhere ? 'activation:address.toList' : 'activation:address.elsewhere')}
          </Button>
        </div>
      )}
      {old && old.candidates.length > 1 ? (
        <Choice
          id="split"
          label={t('activation:address.split')}
          error={errorOf(errors, 'split')}
          columns={2}
          options={old.candidates.map((commune) => ({ value: commune.code, label: commune.name }))}
          value={address.communeCode ?? ''}
          onChange={(code) => work.set({ address: newFields(old.candidates.find((one) => one.code === code)) })}
        />
      ) : (
        old && today && <p class="lead">{t('activation:address.now', { name: today.commune.name })}</p>
      )}
    </ActivationPage>
  )
}
