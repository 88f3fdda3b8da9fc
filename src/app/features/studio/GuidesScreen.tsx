import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { LoadState } from './LoadState.tsx'
import { PublishCard } from './PublishCard.tsx'
import { progressOf } from './sentenceClips.ts'
import { studioHref } from './studioPath.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'

/** A language's guides with how far each is recorded, and what goes to the tablets. */
export function GuidesScreen({ language }: { language: string }) {
  const { clips, translations, guides, isHere, error, reload } = useStudioLanguage(language)
  return (
    <>
      <p>
        <Button href={studioHref()} icon="arrowLeft">
          {t('studio:otherLanguage')}
        </Button>
      </p>
      <Title>{t('studio:languageTitle', { language: languageName(language) })}</Title>
      <LoadState error={error} isHere={isHere} />
      {isHere && (
        <>
          <PublishCard language={language} parts={[...clips, ...translations]} onChanged={reload} />
          <ul class="rows">
            {guides.map((guide) => {
              const { sentences, done, waiting } = progressOf(guide, clips)
              return (
                <li key={guide.id}>
                  <Row
                    href={studioHref(language, guide.id)}
                    title={guide.title.vi}
                    state={t('studio:progress', { done, sentences })}
                    tag={waiting > 0 && <Tag tone="waiting" text={t('studio:waiting', { count: waiting })} />}
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
