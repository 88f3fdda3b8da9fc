import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CommunePicker } from './CommunePicker.tsx'
import { communeProblems, type SetupForm } from './newCommune.ts'
import { SetupPage } from './SetupPage.tsx'
import { fieldIds, problemErrors } from './setupFields.ts'

interface Props {
  form: SetupForm
  onChange: (part: Partial<SetupForm>) => void
  onBack: () => void
  onNext: () => void
}

/** First page: which commune, by its new or old name, with the code and the list that the code is from. */
export function CommunePage({ form, onChange, onBack, onNext }: Props) {
  const [isTried, setTried] = useState(false)
  const errors = isTried ? problemErrors(communeProblems(form)) : []
  const errorOf = (field: 'commune' | 'code' | 'listDate') =>
    errors.find((error) => error.fieldId === fieldIds[field])?.text

  function next() {
    setTried(true)
    if (communeProblems(form).length === 0) onNext()
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <SetupPage
        step={1}
        actions={
          <>
            <Button icon="arrowLeft" onClick={onBack}>
              {t('common:back')}
            </Button>
            <Button type="submit" variant="primary" iconAfter="arrowRight">
              {t('common:next')}
            </Button>
          </>
        }
      >
        <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
        <Title>{t('setup:real.title')}</Title>
        <CommunePicker picked={form} errorOf={errorOf} onPick={onChange} />
        {form.name !== '' && (
          <TextField
            id="setup-old-name"
            label={t('setup:form.oldName')}
            hint={t('setup:form.oldNameHint')}
            value={form.oldName}
            maxLength={200}
            onInput={(oldName) => onChange({ oldName })}
          />
        )}
      </SetupPage>
    </form>
  )
}
