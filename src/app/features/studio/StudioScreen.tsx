import { useLocation } from 'preact-iso'
import { languageByCode } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { GuidesScreen } from './GuidesScreen.tsx'
import { LanguagesScreen } from './LanguagesScreen.tsx'
import { SentenceScreen } from './SentenceScreen.tsx'
import { SentencesScreen } from './SentencesScreen.tsx'
import { studioPlace } from './studioPath.ts'

/** The language studio: a language, a guide in it, its sentences one by one (decision 022). */
export function StudioScreen() {
  const { path } = useLocation()
  const { language, guide, number } = studioPlace(path)
  useTitle(t('desk:title.studio'))
  if (!languageByCode(language)) return <LanguagesScreen />
  if (guide === '') return <GuidesScreen language={language} />
  if (number === 0) return <SentencesScreen language={language} guide={guide} />
  // another sentence begins without what was recorded for this one
  return <SentenceScreen key={`${language} ${guide} ${number}`} language={language} guide={guide} number={number} />
}
