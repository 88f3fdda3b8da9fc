import { useEffect, useState } from 'preact/hooks'
import { findSecret } from '../../../domain/secretGuard.ts'
import { translationIssue } from '../../../domain/wordsPack.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useStudio } from './studioPort.ts'
import { useKeptText } from './useKeptText.ts'

interface Props {
  language: string
  /** BCP 47 */
  lang: string
  source: string
  /** what ships with the app and nobody has reviewed; '' where nothing does */
  draft: string
  /** what was typed on this tablet and not handed on; '' where nothing was */
  kept: string
  onChanged: () => Promise<void>
}

/** A translation is written here, and goes to a second person. */
export function WriteCard({ language, lang, source, draft, kept, onChanged }: Props) {
  const port = useStudio()
  const { failed, busy, send, say } = useForm(errorLine, onChanged)
  const [text, setText] = useState(kept === '' ? draft : kept)
  const typing = useKeptText(language, source)
  const [isTouched, setTouched] = useState(kept !== '')
  // the disk was slower than the screen: what was typed before a lock, unless somebody types again
  useEffect(() => {
    if (!isTouched && kept !== '') setText(kept)
  }, [kept, isTouched])

  async function keep() {
    const typed = text.trim()
    const issue = typed === '' ? 'missing' : translationIssue(typed)
    if (issue) return say(t(`studio:write.${issue}`))
    const secret = port.own && findSecret(typed)
    if (secret) return say(t(`common:errors.${secret.kind}`))
    // a draft that nobody changed was never typed, and a space at its end is no word
    typing.keep(typed)
    await typing.written()
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
          onInput={(now) => {
            setTouched(true)
            setText(now)
            typing.keep(now)
          }}
        />
        <div class="cluster">
          <Button type="submit" variant="primary" icon="send" disabled={busy}>
            {t(port.desk ? 'studio:write.keep' : 'studio:own.keep')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
