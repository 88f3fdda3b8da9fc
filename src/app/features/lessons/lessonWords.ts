import { type GuideText, wordingIn } from '../../../domain/guideText.ts'
import { language } from '../../i18n/i18n.ts'

/** A lesson is read by the volunteer: in the language of the screen. */
export const lessonWords = (text: GuideText): string => wordingIn(text, language.value)?.text ?? text.vi
