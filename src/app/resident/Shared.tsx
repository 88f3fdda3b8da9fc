import { type GuideText, wordingIn } from '../../domain/guideText.ts'
import { language, t, type Values } from '../i18n/i18n.ts'
import { reader } from '../i18n/reader.ts'
import type { FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { Said, SaidKey } from './Said.tsx'

/** Whether the resident reads another writing than that of the screens of whoever helps. */
const readsOther = () => reader.value.text !== null && reader.value.text !== language.value

/**
 * Words of a screen that residents and those who help them have in common. Who reads the language of the screen has them
 * plain; a resident who reads another has them as `Said` shows them, the Vietnamese beside the draft.
 */
export function Shared({ text }: { text: GuideText }) {
  return readsOther() ? <Said text={text} /> : (wordingIn(text, language.value)?.text ?? text.vi)
}

/** A sentence of `locales`, as `Shared` shows those of packs. */
export function SharedKey({ of, values = {} }: { of: string; values?: Values }) {
  return readsOther() ? <SaidKey of={of} values={values} /> : t(of, values)
}

/** What is wrong with a field, in a sentence of `locales`, for whoever reads the screen. */
export const sharedError = (fieldId: string, of: string): FieldError => ({
  fieldId,
  text: t(of),
  shown: <SharedKey of={of} />,
})
