import { t } from '../i18n/i18n.ts'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Choice } from '../ui/choice/Choice.tsx'
import type { FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../ui/title/Title.tsx'
import { ConsentPoints, type ConsentWords } from './ConsentPoints.tsx'

interface Props {
  text: ConsentWords
  methods: readonly string[]
  read: boolean
  onRead(read: boolean): void
  method: string
  onMethod(method: string): void
  errors: readonly FieldError[]
}

/** What is still to be done before a resident can be said to have agreed; ids are those of the body's fields. */
export function consentErrors(read: boolean, method: string): FieldError[] {
  return [
    ...(read ? [] : [{ fieldId: 'read', text: t('activation:consent.readFirst') }]),
    ...(method === '' ? [{ fieldId: 'method', text: t('activation:consent.methodFirst') }] : []),
  ]
}

/** The text in its version, read aloud, answered aloud, nothing ticked beforehand (facts §6). */
export function ConsentBody({ text, methods, read, onRead, method, onMethod, errors }: Props) {
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.text
  return (
    <>
      <Title>{t('activation:consent.title')}</Title>
      <ConsentPoints text={text} before={t('consent:readAloud')} />
      <Checkbox
        id="read"
        label={t('activation:consent.read')}
        error={errorOf('read')}
        checked={read}
        onChange={onRead}
      />
      <Choice
        id="method"
        label={t('consent:ask.method')}
        error={errorOf('method')}
        columns={3}
        options={methods.map((value) => ({ value, label: t(`consent:method.${value}`) }))}
        value={method}
        onChange={onMethod}
      />
    </>
  )
}
