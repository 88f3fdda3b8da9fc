import type { ComponentChildren } from 'preact'
import { DraftPage } from '../../draftPage/DraftPage.tsx'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { TurnButton } from '../../resident/TurnButton.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import './activation.css'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { handedActivation } from './handedActivation.ts'
import { isQuestion } from './places.ts'

interface Props extends ActivationScreenProps {
  children: ComponentChildren
  errors?: readonly FieldError[]
  onEdit?: (() => void) | undefined
  /** What the main button says and does; none: the screen has its own. */
  nextText?: ComponentChildren
  onNext?: (() => void) | undefined
  nextIcon?: 'arrowRight' | 'check'
  more?: ComponentChildren
  aside?: ComponentChildren
  help?: ComponentChildren
  language?: ComponentChildren
  /** Where "Quay lại" leads; the screen before on the path, unless told. */
  back?: string | undefined
}

/** The frame of every activation screen: from a mended answer both ways lead to the slip, from a question to a person. */
export function ActivationPage(props: Props) {
  const { mending, hrefOf, here } = props
  const { holder } = usePorts()
  const back = props.back ?? (mending ? 'slip' : props.before)
  return (
    <DraftPage
      {...props}
      task={t('activation:task')}
      hasNote={/^(step|why|ask|beside|besideWhy)\//.test(here)}
      backHref={back === undefined ? '/field' : hrefOf(back)}
      turn={handedActivation(here) && <TurnButton />}
      nextText={
        mending ? <SharedKey of={holder === 'turned' ? 'turned:toCheck' : 'activation:slip.toSlip'} /> : props.nextText
      }
      help={
        props.help ??
        (isQuestion(here) && (
          <Button size="big" icon="hand" href={hrefOf(`ask/${here}`)}>
            <SharedKey of="common:askPerson" />
          </Button>
        ))
      }
    />
  )
}
