import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { useDraft } from '../../storage/useDraft.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { AgreeScreen } from './AgreeScreen.tsx'
import { CheckMessage } from './CheckMessage.tsx'
import { ChoiceScreen } from './ChoiceScreen.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { MessageSent } from './MessageSent.tsx'
import { isAgreed, type MessagePlace, messagePath } from './messagePath.ts'
import { isQuestionName, messageQuestions } from './messageQuestions.ts'
import { ReplyScreen } from './ReplyScreen.tsx'
import { TextScreen } from './TextScreen.tsx'

/** A message to the desk at a kiosk: a wish to be met, or what somebody has to say; one question a screen. */
export function MessageFlow({ id = '', place }: { id?: string; place?: string }) {
  const load = useDraft(id)
  const { route } = useLocation()
  const [sent, setSent] = useState<{ canCall: boolean } | null>(null)
  usePageTitle(t('kiosk:message.pageTitle'))

  const work = load.kind === 'open' ? load.work : null
  const path = work ? pathWith(work.draft, place) : []
  const here = path.find((one) => one === place)
  const hrefOf = (to: string) => `/field/message/${id}/${to}`
  const target = work && !here ? (path.find((one) => one === work.draft.at) ?? path[0]) : undefined
  const isLost = load.kind === 'gone' || load.kind === 'failed'
  useEffect(() => {
    if (sent) return
    if (isLost) route('/field', true)
    else if (target) route(hrefOf(target), true)
    else if (work && here && here !== work.draft.at) work.moveTo(here)
  }, [sent, isLost, target, here, route, work?.draft.at])

  if (sent) return <MessageSent id={id} {...sent} />
  if (!work || !here) return <Busy text={t('common:loading')} />
  const go = (to: MessagePlace) => route(hrefOf(to))
  const after = path[path.indexOf(here) + 1]
  const screen: MessageScreenProps = { work, path, here, go, hrefOf, goNext: () => after && go(after) }
  if (here === 'consent') return <AgreeScreen key={here} {...screen} />
  if (here === 'reply') return <ReplyScreen key={here} {...screen} />
  if (!isQuestionName(here)) {
    return <CheckMessage key={here} {...screen} onSent={() => setSent({ canCall: isAgreed(work.draft.groups) })} />
  }
  const question = messageQuestions[here]
  return question.kind === 'choice' ? (
    <ChoiceScreen key={here} {...screen} name={here} question={question} />
  ) : (
    <TextScreen key={here} {...screen} name={here} question={question} />
  )
}

/** The way there; the screen of consent stands in it while it is asked for. */
function pathWith(draft: MessageScreenProps['work']['draft'], place: string | undefined): readonly MessagePlace[] {
  const path = messagePath(draft.type, draft.groups)
  const mayAsk = draft.type === 'feedback' || isAgreed(draft.groups) || place === 'consent'
  if (!mayAsk) return ['consent']
  return place === 'consent' && !path.includes('consent') ? [...path.slice(0, -1), 'consent', 'check'] : path
}
