import { useState } from 'preact/hooks'
import { translationIssue } from '../../../domain/wordsPack.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useStudio } from './studioPort.ts'

interface Props {
  language: string
  /** BCP 47 */
  lang: string
  source: string
  /** what ships with the app and nobody has reviewed; '' where nothing does */
  draft: string
  onChanged: () => Promise<void>
}

/** A translation is written here, and goes to a second person. */
export function WriteCard({ language, lang, source, draft, onChanged }: Props) {
  const port = useStudio()
  const { failed, busy, send, say } = useForm(errorLine, onChanged)
  const [text, setText] = useState(draft)

  async function keep() {
    const typed = text.trim()
    const issue = typed === '' ? 'missing' : translationIssue(typed)
    if (issue) return say(t(`studio:write.${issue}`))
    if (await send(() => port.addTranslation({ language, source, text: typed }))) setText('')
  }
  return (
    <Card>
      <form
        class="stack"
        lang={lang}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
      >
        <TextArea
          id="translation"
          label={t('studio:write.label')}
          hint={draft === '' ? t('studio:write.hint') : `${t('studio:write.hint')} ${t('studio:write.draft')}`}
          value={text}
          maxLength={2000}
          error={failed}
          onInput={setText}
        />
        <div class="cluster">
          <Button type="submit" variant="primary" icon="send" disabled={busy}>
            {t('studio:write.keep')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
