import { useLocation } from 'preact-iso'
import { languageByCode } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { GuidesScreen } from './GuidesScreen.tsx'
import { LanguagesScreen } from './LanguagesScreen.tsx'
import { SentenceScreen } from './SentenceScreen.tsx'
import { SentencesScreen } from './SentencesScreen.tsx'
import { studioPlace } from './studioPath.ts'
import { useStudio } from './studioPort.ts'
import { TextScreen } from './TextScreen.tsx'
import { TextsScreen } from './TextsScreen.tsx'

/** The language studio: a language, a guide in it, its sentences one by one, said and written (decision 022). */
export function StudioScreen() {
  const { path } = useLocation()
  const { root, desk } = useStudio()
  const { language, guide, part, number } = studioPlace(root, path)
  useTitle(t(desk ? 'desk:title.studio' : 'studio:own.pageTitle'))
  if (!languageByCode(language)) return <LanguagesScreen />
  if (guide === '') return <GuidesScreen language={language} />
  // another sentence begins without what was recorded or typed for this one
  const key = `${language} ${guide} ${number}`
  if (part === 'words') {
    if (number === 0) return <TextsScreen language={language} guide={guide} />
    return <TextScreen key={key} language={language} guide={guide} number={number} />
  }
  if (number === 0) return <SentencesScreen language={language} guide={guide} />
  return <SentenceScreen key={key} language={language} guide={guide} number={number} />
}
