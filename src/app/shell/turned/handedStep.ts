import { handedActivation } from '../../features/activation/handedActivation.ts'
import { handedDossier } from '../../features/dossier/handedDossier.ts'

/** What a volunteer handed over: nothing else may be shown until a PIN is given. */
export interface HandedStep {
  /** The screen that was turned. */
  readonly start: string
  mayShow(path: string): boolean
  /** Where the volunteer goes on after the PIN: where the resident's last tap led within the same work, else back to the start. */
  afterwards(path: string): string
}

const kinds: readonly (readonly [RegExp, (start: string) => ((here: string) => boolean) | null])[] = [
  [/^(\/field\/activation\/[^/]+\/)(.+)$/, handedActivation],
  [/^(\/field\/dossier\/[^/]+\/)(.+)$/, handedDossier],
  // a guide that runs alone holds nothing of anybody: all of it
  [/^(\/field\/guides\/[^/]+\/)(.+)$/, () => () => true],
]

/** The step that stands at an address; one that may not be handed over shows nothing but the way back. */
export function handedStep(start: string): HandedStep {
  for (const [pattern, ruleOf] of kinds) {
    const [, base, place] = pattern.exec(start) ?? []
    if (base === undefined || place === undefined) continue
    const belongs = ruleOf(place)
    const isOfWork = (path: string) => path.startsWith(base)
    return {
      start,
      mayShow: (path) => isOfWork(path) && belongs?.(path.slice(base.length)) === true,
      afterwards: (path) => (isOfWork(path) ? path : start),
    }
  }
  return { start, mayShow: () => false, afterwards: () => start }
}
