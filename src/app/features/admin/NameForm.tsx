import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'

interface Props {
  id: string
  label: string
  button: string
  /** the name that stands there; '' for a new one */
  before: string
  onSend: (name: string) => Promise<void>
  onChanged: () => Promise<void>
}

/** One name to give or change. */
export function NameForm({ id, label, button, before, onSend, onChanged }: Props) {
  const form = useForm(errorLine, onChanged)
  const [name, setName] = useState(before)
  async function send() {
    if (name.trim() === '') return form.say(t('desk:admin.nameMissing'))
    if ((await form.send(() => onSend(name))) && before === '') setName('')
  }
  return (
    <form
      class="stack stack--tight"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextField
        id={id}
        label={label}
        value={name}
        width="middle"
        maxLength={80}
        error={form.failed}
        onInput={setName}
      />
      <div class="cluster">
        <Button type="submit" disabled={form.busy}>
          {button}
        </Button>
      </div>
    </form>
  )
}
