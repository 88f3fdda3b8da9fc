import { type GuideText, showWords } from '../../domain/guideText.ts'
import { t } from '../i18n/i18n.ts'
import { reader } from '../i18n/reader.ts'
import { Tag } from '../ui/card/Tag.tsx'
import { languageName } from './languageName.ts'
import { localeText } from './localeText.ts'
import { SaidKey } from './Said.tsx'

/** Says once a screen, in words, that what stands there is a draft, or Vietnamese because nothing else was written. */
export function ReaderNote({ texts }: { texts: readonly GuideText[] }) {
  const { code, text } = reader.value
  if (text === 'vi') return null
  const name = languageName(code)
  if (text === null) return <p class="muted measure">{t('guide:reader.soundOnly', { language: name })}</p>
  const shown = texts.map((one) => showWords(one, text))
  if (shown.every(({ missing }) => missing)) {
    return <p class="muted measure">{t('guide:reader.missing', { language: name })}</p>
  }
  if (shown.every(({ main }) => main.review.kind !== 'draft')) return null
  return (
    <p class="muted measure">
      <Tag tone="waiting" text={t('guide:reader.draftTag')} />{' '}
      <SaidKey of="guide:reader.draft" values={{ language: name }} />
    </p>
  )
}

/** As `ReaderNote`, for a screen whose words stand in `locales`: one of them stands for all. */
export const DraftNote = ({ of }: { of: string }) => <ReaderNote texts={[localeText(of)]} />
