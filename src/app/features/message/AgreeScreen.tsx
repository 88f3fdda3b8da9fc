import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { loadConsentText } from '../../../domain/consent.ts'
import { SelfConsentBody } from '../../draftPage/SelfConsentBody.tsx'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { MessagePage } from './MessagePage.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { isAgreed } from './messagePath.ts'
import { withoutPerson } from './withoutPerson.ts'

/** Before a name is asked for. Who does not agree has said their piece without a name, or goes without a wish. */
export function AgreeScreen(props: MessageScreenProps) {
  const { work, go } = props
  const { drafts, now } = usePorts()
  const { route } = useLocation()
  const text = loadConsentText()
  const { type, groups } = work.draft
  const wasAgreed = isAgreed(groups)
  const [read, setRead] = useState(wasAgreed)
  const [isAsked, setAsked] = useState(false)
  const errors = isAsked && !read ? [sharedError('read', 'kiosk:consent.readFirst')] : []

  function agree() {
    if (!read) return setAsked(true)
    const given = { given: true, at: now(), textVersion: text.version, method: 'screen' }
    if (!wasAgreed) work.set({ consent: given })
    go(type === 'feedback' ? 'name' : 'where')
  }

  async function refuse() {
    work.set(withoutPerson)
    if (type === 'feedback') return go('check')
    await work.flush()
    await drafts.discard(work.draft.id)
    route('/field', true)
  }

  return (
    <MessagePage
      {...props}
      errors={errors}
      onEdit={() => setAsked(false)}
      onNext={agree}
      nextText={<SharedKey of="kiosk:consent.agree" />}
      help={
        <Button size="big" onClick={() => void refuse()}>
          <SharedKey of="kiosk:consent.refuse" />
        </Button>
      }
    >
      <SelfConsentBody
        text={{ ...text, points: text.points.map((point) => ({ id: point.id, words: <Shared text={point} /> })) }}
        purpose={<SharedKey of="kiosk:message.purpose" />}
        read={read}
        onRead={setRead}
        error={errors[0]?.shown}
      />
    </MessagePage>
  )
}
