import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { LoadState } from './LoadState.tsx'
import { ownProgress, useOwnSentences } from './ownSentences.ts'
import { PublishCard } from './PublishCard.tsx'
import { progressOf } from './sentenceClips.ts'
import { useStudioHrefs } from './studioPath.ts'
import { useStudio } from './studioPort.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'

/** A language's guides with how far each is recorded, and what goes to the tablets. */
export function GuidesScreen({ language }: { language: string }) {
  const { desk } = useStudio()
  const hrefs = useStudioHrefs()
  const own = useOwnSentences(language)
  const { clips, translations, guides, isHere, error, reload } = useStudioLanguage(language)
  return (
    <>
      <p>
        <Button href={hrefs.sounds()} icon="arrowLeft">
          {t('studio:otherLanguage')}
        </Button>
      </p>
      <Title>{t('studio:languageTitle', { language: languageName(language) })}</Title>
      <LoadState error={error} isHere={isHere} />
      {isHere && (
        <>
          {desk && <PublishCard language={language} parts={[...clips, ...translations]} onChanged={reload} />}
          <ul class="rows">
            {guides.map((guide) => {
              const { sentences, done, waiting } = desk ? progressOf(guide, clips) : ownProgress(guide, own)
              return (
                <li key={guide.id}>
                  <Row
                    href={hrefs.sounds(language, guide.id)}
                    title={guide.title.vi}
                    state={t(desk ? 'studio:progress' : 'studio:own.progress', { done, sentences })}
                    tag={
                      waiting > 0 && (
                        <Tag
                          tone="waiting"
                          text={t(desk ? 'studio:waiting' : 'studio:own.waiting', { count: waiting })}
                        />
                      )
                    }
                  />
                </li>
              )
            })}
          </ul>
        </>
      )}
    </>
  )
}
