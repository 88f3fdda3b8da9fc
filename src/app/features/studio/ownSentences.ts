import { useEffect, useState } from 'preact/hooks'
import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import { sentencesOf } from '../../../domain/sentences.ts'
import type { OwnSentence } from '../../storage/ports.ts'
import type { SentenceState } from './sentenceClips.ts'
import { useStudio } from './studioPort.ts'

/** What this tablet has of a language: recorded or written here, and sounds that it plays already. */
export interface OwnSentences {
  readonly all: readonly OwnSentence[]
  readonly sounds: ReadonlySet<string>
}

/** Of this tablet's own work what belongs to a language; nothing at the desk. */
export function useOwnSentences(language: string): OwnSentences {
  const { own, sounds } = useStudio()
  const [all, setAll] = useState<{ of: readonly OwnSentence[] }>({ of: own?.list.value ?? [] })
  useEffect(() => own?.list.subscribe((of) => setAll({ of })), [own])
  return { all: all.of.filter((one) => one.language === language), sounds: sounds(language) }
}

/** Of one sentence: what is not handed on yet, and what was. */
export const ownOf = ({ all }: OwnSentences, kind: OwnSentence['kind'], key: string) => {
  const found = all.filter((one) => one.kind === kind && one.key === key)
  return { kept: found.find(({ state }) => state === 'kept'), given: found.find(({ state }) => state !== 'kept') }
}

/** The one word for a sentence on a tablet: what is to be done comes before what is done. */
export function ownState(own: OwnSentences, kind: OwnSentence['kind'], key: string): SentenceState {
  const { kept, given } = ownOf(own, kind, key)
  if (kept) return 'kept'
  if (given?.state === 'refused' || given?.state === 'waiting') return given.state
  if (kind === 'clip' && own.sounds.has(key)) return 'out'
  return given ? 'sent' : 'none'
}

/** How far a guide is recorded here, and how many of these wait: for who records, or for the line. */
export function ownProgress(guide: GuideDefinition, own: OwnSentences) {
  const states = sentencesOf(guide).map(({ sound }) => ownState(own, 'clip', sound))
  const count = (...of: SentenceState[]) => states.filter((state) => of.includes(state)).length
  return {
    sentences: states.length,
    done: count('waiting', 'sent', 'out'),
    waiting: count('waiting'),
    kept: count('kept'),
  }
}
