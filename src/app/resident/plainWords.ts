import { type GuideText, showWords } from '../../domain/guideText.ts'
import { reader } from '../i18n/reader.ts'

/** Words in the resident's language where only one line fits, such as the name of a guide above its step. */
export const plainWords = (text: GuideText): string => showWords(text, reader.value.text ?? 'vi').main.text
