import { useEffect } from 'preact/hooks'
import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { guideTextCoverage } from '../../domain/guides.ts'
import { type ReaderLanguage, readerLanguages } from '../../domain/languages.ts'
import { t } from '../i18n/i18n.ts'
import { loadWritten } from '../i18n/loadWritten.ts'
import { reader } from '../i18n/reader.ts'
import { usePackValue } from '../storage/usePacks.ts'
import { cx } from '../ui/cx.ts'
import { languageName, ownLanguageName } from './languageName.ts'
import './languageTiles.css'
import { useGuides } from './useGuides.ts'

const noClips: Readonly<Record<string, number>> = {}

interface Props {
  onChoose: (language: ReaderLanguage) => void
}

/** Every language of the resident screens, each in its own name where one is published, and what there is of it here. */
export function LanguageTiles({ onChoose }: Props) {
  useEffect(() => {
    // a name in its own letters is nicer; the Vietnamese one is there anyway
    void Promise.all([loadWritten('km'), loadWritten('zh')]).catch(() => undefined)
  }, [])
  const guides = useGuides()
  const clips = usePackValue((packs) => packs.clips, noClips)
  return (
    <ul class="language-tiles">
      {readerLanguages.map((language) => (
        <li key={language.code}>
          <Tile language={language} onChoose={onChoose} has={whatThereIs(language, guides, clips)} />
        </li>
      ))}
    </ul>
  )
}

function Tile({ language, onChoose, has }: Props & { language: ReaderLanguage; has: string }) {
  const { code, text } = language
  const isOn = reader.value.code === code
  const ownName = ownLanguageName(code)
  const name = languageName(code)
  return (
    <button
      type="button"
      class={cx('language-tile', isOn && 'language-tile--on')}
      aria-pressed={isOn}
      onClick={() => onChoose(language)}
    >
      <span class="language-tile__name" lang={ownName === undefined ? 'vi' : (text ?? 'vi')}>
        {ownName ?? name}
        {text === null && ' ♪'}
      </span>
      {ownName !== undefined && ownName !== name && <span class="language-tile__label">{name}</span>}
      <span class="language-tile__has">{has}</span>
    </button>
  )
}

/** Said plainly: text that a person reviewed, a draft, or none; recorded clips, or none (design D13). */
function whatThereIs(
  { code, text }: ReaderLanguage,
  guides: readonly GuideDefinition[],
  clips: Readonly<Record<string, number>>,
): string {
  const count = clips[code] ?? 0
  const sound = count > 0 ? t('guide:language.clips', { count }) : t('guide:language.noClips')
  if (text === null) return sound
  const words = t(`guide:language.text.${guideTextCoverage(guides, text)}`)
  return count > 0 ? `${words} · ${sound}` : words
}
