import type { Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { RecordingLimits } from '../../recorder/startRecording.ts'
import type { StudioWorkPort } from '../../storage/ports.ts'
import type { StudioClip, StudioLanguage } from './studioAnswers.ts'

/** Who speaks, and whether they agreed that the commune uses their voice. */
export interface Speaker {
  readonly name: string
  readonly agreed: boolean
}

/** A sentence that was just recorded. */
export interface NewClip {
  readonly language: string
  readonly sound: string
  readonly speaker: string
  readonly blob: Blob
}

export interface NewTranslation {
  readonly language: string
  readonly source: string
  readonly text: string
}

/** What a second person does, and who publishes: at the desk only. */
export interface StudioDesk {
  /** publishes, and takes back what is published */
  readonly isAdmin: boolean
  /** nobody reviews what they recorded themselves */
  readonly ownId: string
  sound(clip: StudioClip): Promise<Blob>
  approve(id: string): Promise<void>
  giveBack(id: string, reason: string): Promise<void>
  withdrawClip(id: string): Promise<void>
  approveTranslation(id: string): Promise<void>
  giveTranslationBack(id: string, reason: string): Promise<void>
  removeTranslation(id: string): Promise<void>
  publish(language: string): Promise<void>
  withdrawLanguage(language: string): Promise<void>
}

/** What the language studio works with, at the desk and on a tablet. Refusals reject with an error that has a problem code. */
export interface StudioPort {
  /** how its addresses begin */
  readonly root: string
  readonly limits: RecordingLimits
  /** null on a tablet: there sentences are recorded and written */
  readonly desk: StudioDesk | null
  /** what was recorded and written on this tablet; null at the desk, where the hub has it at once */
  readonly own: StudioWorkPort | null
  language(code: string): Promise<StudioLanguage>
  /** Sounds of a language that this tablet plays already; none where nobody asks for them. */
  sounds(code: string): ReadonlySet<string>
  addClip(clip: NewClip): Promise<void>
  addTranslation(translation: NewTranslation): Promise<void>
  /** asked once a sitting and not for each sentence */
  readonly speaker: Signal<Speaker>
  /** this machine's clock, ms */
  now(): number
}

export const StudioContext = createContext<StudioPort | null>(null)

/** @throws when a screen is drawn outside the studio's frame: a wiring mistake, never a user's. */
export function useStudio(): StudioPort {
  const port = useContext(StudioContext)
  if (!port) throw new Error('the studio was drawn without its port')
  return port
}

/** @throws where a part of the desk is drawn on a tablet. */
export function useStudioDesk(): StudioDesk {
  const { desk } = useStudio()
  if (!desk) throw new Error('this is done at the desk')
  return desk
}
