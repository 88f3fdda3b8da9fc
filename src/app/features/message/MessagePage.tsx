import type { ComponentChildren } from 'preact'
import { DraftPage } from '../../draftPage/DraftPage.tsx'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'

interface Props extends MessageScreenProps {
  children: ComponentChildren
  errors: readonly FieldError[]
  onEdit(): void
  onNext(): void
  nextText?: ComponentChildren
  nextIcon?: 'arrowRight' | 'check'
  /** In place of the way to a person. */
  help?: ComponentChildren
}

/** The frame of a message's screens: which message, how far, back, and a person. */
export function MessagePage(props: Props) {
  const { work, path, here, hrefOf, help } = props
  const at = path.indexOf(here)
  const before = path[at - 1]
  const current = at + 1
  return (
    <DraftPage
      {...props}
      task={t(`kiosk:tile.${work.draft.type}.title`)}
      progress={{
        part: current,
        parts: path.length,
        within: 1,
        text: t('kiosk:progress.questions', { current }),
      }}
      backHref={before === undefined ? '/field' : hrefOf(before)}
      help={
        help ?? (
          <Button size="big" icon="hand" href="/field/call">
            <SharedKey of="common:askPerson" />
          </Button>
        )
      }
    />
  )
}
