import type { ComponentChildren } from 'preact'
import { DraftPage } from '../../draftPage/DraftPage.tsx'
import { language } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { TurnButton } from '../../resident/TurnButton.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { AskDesk } from './AskDesk.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { handedDossier } from './handedDossier.ts'

interface Props extends DossierScreenProps {
  children: ComponentChildren
  errors?: readonly FieldError[]
  onEdit?: (() => void) | undefined
  nextText?: ComponentChildren
  /** none: the screen has its own */
  onNext?: (() => void) | undefined
  /** beside the main button */
  more?: ComponentChildren
  nextIcon?: 'arrowRight' | 'check'
  back?: string | undefined
  /** In place of the way to the desk. */
  help?: ComponentChildren
}

/** The frame of every dossier screen: which form, and the way to the desk. */
export function DossierPage(props: Props) {
  const { holder } = usePorts()
  const {
    here,
    form,
    before,
    back = before,
    hrefOf,
    help = holder === 'volunteer' ? <AskDesk /> : <CallSomebody />,
  } = props
  return (
    <DraftPage
      {...props}
      task={form.name[language.value]}
      backHref={back === undefined ? '/field' : hrefOf(back)}
      help={help}
      turn={handedDossier(here) && <TurnButton />}
    />
  )
}

/** The resident holds the tablet: somebody is called. */
const CallSomebody = () => (
  <Button size="big" icon="hand" href="/field/call">
    <SharedKey of="common:askPerson" />
  </Button>
)
