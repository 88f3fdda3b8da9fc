import { useState } from 'preact/hooks'
import { spokenLanguages } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { errorOf } from './problemText.ts'

/** The language to hear: asked, never inferred from an ethnic group (issue 2 §4). */
export function LanguageQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { holder } = usePorts()
  const language = groupValue(work.draft.groups, 'activation', 'language')
  const [errors, setErrors] = useState<FieldError[]>([])

  function next() {
    if (language.hear === undefined) return setErrors([sharedError('hear', 'activation:language.missing')])
    goNext()
  }

  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={next}>
      <Choice
        id="hear"
        labelAs="title"
        label={<SharedKey of="activation:language.question" />}
        hint={holder === 'turned' ? undefined : t('activation:language.hint')}
        error={errorOf(errors, 'hear')}
        columns={3}
        options={spokenLanguages.map(({ code, label }) => ({ value: code, label }))}
        value={language.hear ?? ''}
        onChange={(hear) => {
          setErrors([])
          work.set({ language: { hear } })
        }}
      />
      <Checkbox
        id="needsInterpreter"
        label={<SharedKey of="activation:language.interpreter" />}
        checked={language.needsInterpreter ?? false}
        onChange={(needsInterpreter) => work.set({ language: { needsInterpreter } })}
      />
    </ActivationPage>
  )
}
