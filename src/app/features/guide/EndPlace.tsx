import { useLocation } from 'preact-iso'
import { currentStep } from '../../../domain/activationLadder.ts'
import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import { plainWords } from '../../resident/plainWords.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { Said, SaidKey } from '../../resident/Said.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { guideHref, guidesHref } from './guidePath.ts'
import type { GuideRun } from './useGuideRun.ts'

/** The end: good news, or the first step that has not worked yet. */
export function EndPlace({ guide, run }: { guide: GuideDefinition; run: GuideRun }) {
  const { route } = useLocation()
  const [first, last] = [guide.steps[0]?.id ?? '', guide.steps.at(-1)?.id ?? '']
  const open = currentStep(guide, run.progress)
  return (
    <ResidentPage
      title={plainWords(guide.title)}
      homeHref={guidesHref}
      backHref={guideHref(guide.id, 'step', last)}
      next={{ of: 'guide:end.home', icon: 'check', run: () => route(guidesHref) }}
      more={
        <Button
          size="big"
          icon="refresh"
          onClick={() => {
            run.startOver()
            route(guideHref(guide.id, 'step', first))
          }}
        >
          <SaidKey of="guide:end.again" />
        </Button>
      }
    >
      <Title>
        <SaidKey of={open ? 'guide:end.openTitle' : 'guide:end.title'} />
      </Title>
      <DraftNote of="guide:end.title" />
      <p class="lead">
        <Said text={guide.title} />
      </p>
      {open ? (
        <Notice tone="help">
          <p>
            <SaidKey of="guide:end.open" />
          </p>
          <p>
            <Button href={guideHref(guide.id, 'step', open.id)}>
              <Said text={open.title} />
            </Button>
          </p>
        </Notice>
      ) : (
        <Notice tone="done">
          <SaidKey of="guide:end.done" />
        </Notice>
      )}
    </ResidentPage>
  )
}
