import { useState } from 'preact/hooks'
import { showPhone } from '../../../domain/phone.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { MessagePage } from './MessagePage.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { answerOf, askedOf, problemOf, recordedSeconds } from './messagePath.ts'
import { messageQuestions, type QuestionName } from './messageQuestions.ts'

/** What is written, once more, each with a way to change it; then it is sealed and goes. */
export function CheckMessage(props: MessageScreenProps & { onSent(): void }) {
  const { work, hrefOf, onSent } = props
  const { drafts } = usePorts()
  const { type, groups } = work.draft
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const [isAsked, setAsked] = useState(false)
  const asked = askedOf(type, groups)
  const errors = asked.flatMap((name) => {
    const problem = problemOf(groups, name)
    return problem === null ? [] : [sharedError(`change-${name}`, problem)]
  })

  function shown(name: QuestionName) {
    const answer = answerOf(groups, name)
    const seconds = name === 'said' ? recordedSeconds(groups) : 0
    if (seconds > 0) {
      const spoken = t('kiosk:message.record.done', { count: seconds })
      return answer === '' ? spoken : `${answer} · ${spoken}`
    }
    if (answer === '') return ''
    if (messageQuestions[name].kind === 'choice') return <SharedKey of={`kiosk:message.${name}.${answer}`} />
    return name === 'phone' ? showPhone(answer) : answer
  }

  async function send() {
    if (state === 'busy') return
    if (errors.length > 0) return setAsked(true)
    setState('busy')
    try {
      if (!(await work.flush())) throw new Error('not saved')
      await drafts.finish(work.draft.id)
      onSent()
    } catch {
      setState('failed')
    }
  }

  return (
    <MessagePage
      {...props}
      errors={isAsked ? errors : []}
      onEdit={() => setAsked(false)}
      onNext={() => void send()}
      nextText={<SharedKey of="kiosk:message.send" />}
      nextIcon="check"
    >
      <Title>
        <SharedKey of="kiosk:message.check" />
      </Title>
      <p class="lead">
        <SharedKey of="kiosk:message.checkLead" />
      </p>
      <SummaryList
        rows={asked.map((name) => ({
          id: name,
          name: <SharedKey of={`kiosk:message.${name}.short`} />,
          value: shown(name),
          href: hrefOf(name),
          linkId: `change-${name}`,
          changeLabel: t('common:changeWhat', { what: t(`kiosk:message.${name}.short`) }),
          problem: errors.find(({ fieldId }) => fieldId === `change-${name}`)?.shown,
        }))}
        changeText={<SharedKey of="common:change" />}
      />
      {state === 'failed' && (
        <Notice tone="warning" live>
          <SharedKey of="kiosk:message.failed" />
        </Notice>
      )}
    </MessagePage>
  )
}
