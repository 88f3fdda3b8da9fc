import { useEffect } from 'preact/hooks'
import { guideTextCoverage } from '../../domain/guides.ts'
import { type ReaderLanguage, readerLanguages } from '../../domain/languages.ts'
import { t } from '../i18n/i18n.ts'
import { loadWritten } from '../i18n/loadWritten.ts'
import { reader } from '../i18n/reader.ts'
import { cx } from '../ui/cx.ts'
import { languageName, ownLanguageName } from './languageName.ts'
import './languageTiles.css'
import { useGuides } from './useGuides.ts'

interface Props {
  onChoose: (language: ReaderLanguage) => void
}

/** Every language of the resident screens, each in its own name where one is published, and what there is of it here. */
export function LanguageTiles({ onChoose }: Props) {
  useEffect(() => {
    // a name in its own letters is nicer; the Vietnamese one is there anyway
    void Promise.all([loadWritten('km'), loadWritten('zh')]).catch(() => undefined)
  }, [])
  return (
    <ul class="language-tiles">
      {readerLanguages.map((language) => (
        <li key={language.code}>
          <Tile language={language} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  )
}

function Tile({ language, onChoose }: Props & { language: ReaderLanguage }) {
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
      <span class="language-tile__has">
        <WhatThereIs language={language} />
      </span>
    </button>
  )
}

/** Said plainly: text that a person reviewed, a draft, or none; recorded clips, or none (design D13). */
function WhatThereIs({ language: { text } }: { language: ReaderLanguage }) {
  const guides = useGuides()
  if (text === null) return <>{t('guide:language.noClips')}</>
  return <>{t(`guide:language.text.${guideTextCoverage(guides, text)}`)}</>
}
