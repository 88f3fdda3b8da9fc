import { useLocation, useRoute } from 'preact-iso'
import { loadLessons } from '../../../domain/lessons.ts'
import { LessonList } from './LessonList.tsx'
import { LessonQuestion } from './LessonQuestion.tsx'
import { LessonStep } from './LessonStep.tsx'
import { lessonHref, lessonsHref } from './lessonPath.ts'

/** Short lessons for new volunteers: the list, a lesson's steps, and the question at its end. Nothing of anybody is kept. */
export function LessonFlow() {
  const { params } = useRoute()
  const { route } = useLocation()
  const lesson = loadLessons().find(({ id }) => id === params.lesson)
  if (!lesson) return <LessonList lessons={loadLessons()} />
  const at = lesson.steps.findIndex(({ id }) => id === params.step)
  if (params.step === 'question') {
    const before = lesson.steps.at(-1)?.id ?? ''
    return <LessonQuestion key={lesson.id} lesson={lesson} backHref={lessonHref(lesson.id, before)} />
  }
  const [step, before, after] = [lesson.steps[Math.max(0, at)], lesson.steps[at - 1], lesson.steps[Math.max(0, at) + 1]]
  if (!step) return <LessonList lessons={loadLessons()} />
  return (
    <LessonStep
      key={step.id}
      lesson={lesson}
      step={step}
      number={Math.max(0, at) + 1}
      backHref={at > 0 && before ? lessonHref(lesson.id, before.id) : lessonsHref}
      onNext={() => route(lessonHref(lesson.id, after?.id ?? 'question'))}
    />
  )
}
