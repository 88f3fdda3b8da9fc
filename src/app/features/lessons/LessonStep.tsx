import type { Lesson } from '../../../domain/lessons.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ProgressSteps } from '../../ui/progressSteps/ProgressSteps.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { SignPicture } from '../../ui/sign/SignPicture.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { lessonsHref } from './lessonPath.ts'
import { lessonWords } from './lessonWords.ts'

interface Props {
  lesson: Lesson
  step: Lesson['steps'][number]
  /** from 1 */
  number: number
  backHref: string
  onNext(): void
}

/** One idea, with its picture. */
export function LessonStep({ lesson, step, number, backHref, onNext }: Props) {
  const total = lesson.steps.length + 1
  const progress = t('guide:progress', { current: number, total })
  usePageTitle(t('lessons:title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop title={lessonWords(lesson.title)} detail={progress} href={lessonsHref} statusHref="/field/status" />
      }
      progress={<ProgressSteps current={number} total={total} text={progress} />}
      aside={<SignPicture signs={step.signs} alt={t('guide:picture.signs', { what: lessonWords(step.title) })} />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={backHref}>
            {t('common:back')}
          </Button>
          <Button variant="primary" size="big" iconAfter="arrowRight" onClick={onNext}>
            {t('common:next')}
          </Button>
        </>
      }
    >
      <Title>{lessonWords(step.title)}</Title>
      <p class="lead">{lessonWords(step.text)}</p>
    </Screen>
  )
}
