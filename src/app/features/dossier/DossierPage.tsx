import type { ComponentChildren } from 'preact'
import { DraftPage } from '../../draftPage/DraftPage.tsx'
import { language } from '../../i18n/i18n.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { AskDesk } from './AskDesk.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'

interface Props extends DossierScreenProps {
  children: ComponentChildren
  errors?: readonly FieldError[]
  onEdit?: (() => void) | undefined
  nextText?: string | undefined
  onNext: () => void
  nextIcon?: 'arrowRight' | 'check'
  back?: string | undefined
  /** In place of the way to the desk. */
  help?: ComponentChildren
}

/** The frame of every dossier screen: which form, and the way to the desk. */
export function DossierPage(props: Props) {
  const { form, before, back = before, hrefOf, help = <AskDesk /> } = props
  return (
    <DraftPage
      {...props}
      task={form.name[language.value]}
      backHref={back === undefined ? '/field' : hrefOf(back)}
      help={help}
    />
  )
}
