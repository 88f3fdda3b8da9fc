import { languageByCode } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { isWritten, shippedDraft, sourcesOf, translationsOf } from './guideTexts.ts'
import { LoadState } from './LoadState.tsx'
import { OwnCard } from './OwnCard.tsx'
import { ownOf, useOwnSentences } from './ownSentences.ts'
import { useStudioHrefs } from './studioPath.ts'
import { TranslationCard } from './TranslationCard.tsx'
import { useStudioLanguage } from './useStudioLanguage.ts'
import { WriteCard } from './WriteCard.tsx'

interface Props {
  language: string
  guide: string
  /** from 1 */
  number: number
}

/** One sentence in Vietnamese, what there is of it in writing, and the place to write it. */
export function TextScreen({ language, guide: id, number }: Props) {
  const hrefs = useStudioHrefs()
  const { translations, guides, isHere, error, reload } = useStudioLanguage(language)
  const guide = guides.find((one) => one.id === id)
  const sources = guide && isWritten(language, guide) ? sourcesOf(guide) : []
  const source = sources[number - 1]
  const { counts, waiting, older } = translationsOf(translations, source ?? '')
  const { kept, given } = ownOf(useOwnSentences(language), 'translation', source ?? '')
  const lang = languageByCode(language)?.text ?? 'vi'
  return (
    <>
      <p>
        <Button href={hrefs.words(language, id)} icon="arrowLeft">
          {t('studio:toWords')}
        </Button>
      </p>
      <Title>{t('studio:sentenceTitle', { number, total: sources.length, language: languageName(language) })}</Title>
      <LoadState error={error} isHere={isHere} />
      {source !== undefined && isHere && (
        <>
          <Card>
            <p class="lead" lang="vi">
              {source}
            </p>
          </Card>
          {given && <OwnCard given={given} />}
          {waiting.map((one) => (
            <TranslationCard key={one.id} translation={one} lang={lang} onChanged={reload} />
          ))}
          {counts && <TranslationCard key={counts.id} translation={counts} lang={lang} onChanged={reload} />}
          {older.map((one) => (
            <TranslationCard key={one.id} translation={one} lang={lang} onChanged={reload} />
          ))}
          <WriteCard
            language={language}
            lang={lang}
            source={source}
            draft={guide && !waiting[0] && !counts && !given ? shippedDraft(guide, language, source) : ''}
            kept={kept?.text ?? ''}
            onChanged={reload}
          />
          <div class="cluster">
            {number > 1 && (
              <Button icon="arrowLeft" href={hrefs.words(language, id, number - 1)}>
                {t('studio:before')}
              </Button>
            )}
            {number < sources.length && (
              <Button iconAfter="arrowRight" href={hrefs.words(language, id, number + 1)}>
                {t('studio:next')}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}
