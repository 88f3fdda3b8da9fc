import type { GuideFailure, GuideStep, GuideWarning } from '../../domain/guideDefinition.ts'
import { type GuideText, wordingIn } from '../../domain/guideText.ts'
import type { Sentence } from '../../domain/sentences.ts'
import type { Utterance } from '../i18n/voice/VoicePort.ts'
import { asSentences } from './asSentences.ts'
import { localeText } from './localeText.ts'

/** Texts that one clip says, joined in each language in which all of them are written. */
function joined(texts: readonly GuideText[]): Utterance['words'] {
  const inLanguage = (language: 'vi' | 'en' | 'km' | 'zh') => {
    const found = texts.flatMap((text) => wordingIn(text, language)?.text ?? [])
    return found.length === texts.length ? asSentences(found) : undefined
  }
  const [en, km, zh] = [inLanguage('en'), inLanguage('km'), inLanguage('zh')]
  return {
    vi: asSentences(texts.map(({ vi }) => vi)),
    ...(en === undefined ? {} : { en }),
    ...(km === undefined ? {} : { km }),
    ...(zh === undefined ? {} : { zh }),
  }
}

/** One sentence as a device reads it. */
export const sentenceUtterance = ({ sound, texts }: Sentence): Utterance => ({ sound, words: joined(texts) })

/** What is heard at a step: what to do, then what never to do. */
export const stepUtterances = (step: GuideStep, warnings: readonly GuideWarning[]): readonly Utterance[] => [
  { sound: step.sound, words: joined([step.title, step.text, ...(step.look ? [step.look] : [])]) },
  ...warnings.map(({ sound, text }) => ({ sound, words: joined([text]) })),
]

/** What is heard when a step did not work. */
export const remedyUtterance = ({ sound, remedy }: Pick<GuideFailure, 'sound' | 'remedy'>): Utterance => ({
  sound,
  words: joined([remedy]),
})

/** A sentence of `locales`, for a device that can read it; nobody records those. */
export const localeUtterance = (key: string): Utterance => ({
  sound: `screen/${key.replaceAll(/[^a-z]/gi, '')}`,
  words: joined([localeText(key)]),
})
