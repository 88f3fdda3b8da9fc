import { ErrorBoundary, lazy } from 'preact-iso'
import { t } from '../i18n/i18n.ts'
import { SharedKey } from '../resident/Shared.tsx'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Choice } from '../ui/choice/Choice.tsx'
import type { FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../ui/title/Title.tsx'
import { ConsentPoints, type ConsentWords } from './ConsentPoints.tsx'

// what is signed with is fetched when somebody signs
const MarkPad = lazy(() => import('./MarkPad.tsx').then((module) => module.MarkPad))

/** Ways to agree that leave a mark on the screen. */
const drawn = new Set(['signature', 'fingerprint'])

interface Props {
  text: ConsentWords
  methods: readonly string[]
  read: boolean
  onRead(read: boolean): void
  method: string
  onMethod(method: string): void
  /** '' while nothing was signed */
  mark: string
  onMark(mark: string | null): void
  errors: readonly FieldError[]
}

/** What was signed under the text that stands there now; a mark under older words is none under these. */
export const markUnder = (consent: { mark?: string; textVersion?: string }, version: string): string =>
  consent.textVersion === version ? (consent.mark ?? '') : ''

interface Said {
  given?: boolean
  textVersion?: string
}

/**
 * What drawing in the box changes. Signed again is agreed again, later. A yes to older words, or one whose mark was cleared, is no yes
 * until it is given anew.
 * @param mark null when the box was cleared
 */
export function signing({ given, textVersion }: Said, version: string, mark: string | null, at: number) {
  const still = mark !== null && textVersion === version ? { at } : { given: null }
  return { mark, textVersion: version, ...(given === true && still) }
}

/** What is still to be done before a resident can be said to have agreed; ids are those of the body's fields. */
export function consentErrors(read: boolean, method: string, mark: string): FieldError[] {
  return [
    ...(read ? [] : [{ fieldId: 'read', text: t('activation:consent.readFirst') }]),
    ...(method === '' ? [{ fieldId: 'method', text: t('activation:consent.methodFirst') }] : []),
    ...(drawn.has(method) && mark === '' ? [{ fieldId: 'mark', text: t('consent:mark.first') }] : []),
  ]
}

/** The text in its version, read aloud, answered aloud, nothing ticked beforehand (facts §6). */
export function ConsentBody({ text, methods, read, onRead, method, onMethod, mark, onMark, errors }: Props) {
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
      {drawn.has(method) && (
        <ErrorBoundary>
          <MarkPad
            id="mark"
            label={<SharedKey of={`consent:mark.${method}`} />}
            hint={<SharedKey of="consent:mark.hint" />}
            error={errorOf('mark')}
            mark={mark}
            onMark={onMark}
          />
        </ErrorBoundary>
      )}
    </>
  )
}
