import { useState } from 'preact/hooks'
import type { Lesson } from '../../../domain/lessons.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { ProgressSteps } from '../../ui/progressSteps/ProgressSteps.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { lessonsHref } from './lessonPath.ts'
import { lessonWords } from './lessonWords.ts'

interface Props {
  lesson: Lesson
  backHref: string
}

/** A moment of an evening: what would you do? Every answer is met with why; nobody is counted or marked. */
export function LessonQuestion({ lesson, backHref }: Props) {
  const [chosen, setChosen] = useState('')
  const { text, answers } = lesson.question
  const total = lesson.steps.length + 1
  const answer = answers.find(({ id }) => id === chosen)
  const progress = t('guide:progress', { current: total, total })
  usePageTitle(t('lessons:title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop title={lessonWords(lesson.title)} detail={progress} href={lessonsHref} statusHref="/field/status" />
      }
      progress={<ProgressSteps current={total} total={total} text={progress} />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={backHref}>
            {t('common:back')}
          </Button>
          {answer?.right && (
            <Button variant="primary" size="big" icon="check" href={lessonsHref}>
              {t('lessons:done')}
            </Button>
          )}
        </>
      }
    >
      <Title>{t('lessons:question')}</Title>
      <Choice
        id="lesson-answer"
        label={lessonWords(text)}
        options={answers.map((one) => ({ value: one.id, label: lessonWords(one.text) }))}
        value={chosen}
        onChange={setChosen}
      />
      <div role="status">
        {answer && (
          <Notice tone={answer.right ? 'done' : 'help'} title={t(answer.right ? 'lessons:right' : 'lessons:wrong')}>
            {lessonWords(answer.why)}
          </Notice>
        )}
      </div>
    </Screen>
  )
}
