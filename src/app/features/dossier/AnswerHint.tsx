import { SharedKey } from '../../resident/Shared.tsx'

/** How a question is answered, and whether it must be. */
export function AnswerHint({ help, optional }: { help: string | undefined; optional: boolean }) {
  return (
    <>
      {help !== undefined && <SharedKey of={`form:help.${help}`} />}
      {help !== undefined && optional && ' '}
      {optional && <SharedKey of="dossier:optional" />}
    </>
  )
}
