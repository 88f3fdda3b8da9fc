import type { Lesson } from '../../../domain/lessons.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { practiceAddress } from '../../storage/practice/practicePlace.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Sign } from '../../ui/sign/Sign.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { lessonHref } from './lessonPath.ts'
import { lessonWords } from './lessonWords.ts'

/** The lessons in the order in which they are learnt, and where to practise what was learnt. */
export function LessonList({ lessons }: { lessons: readonly Lesson[] }) {
  const { device } = usePorts()
  const place = useWatch(device.state)
  const isPractice = place.kind === 'ready' && place.practice
  usePageTitle(t('lessons:title'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('lessons:place')} href="/field" statusHref="/field/status" />}
      actions={
        <Button size="big" icon="arrowLeft" href="/field/guides">
          {t('common:back')}
        </Button>
      }
    >
      <Title>{t('lessons:title')}</Title>
      <ul class="rows">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <Row
              href={lessonHref(lesson.id, lesson.steps[0]?.id ?? 'question')}
              mark={<Sign name={lesson.sign} />}
              title={lessonWords(lesson.title)}
              detail={lessonWords(lesson.about)}
              tag={<span class="muted">{t('lessons:steps', { count: lesson.steps.length })}</span>}
            />
          </li>
        ))}
      </ul>
      <Notice tone="help" title={t('lessons:practice.title')}>
        <p>{t(isPractice ? 'lessons:practice.here' : 'lessons:practice.lead')}</p>
        <Button icon="arrowRight" onClick={() => location.assign(practiceAddress)}>
          {t('lessons:practice.begin')}
        </Button>
      </Notice>
    </Screen>
  )
}
