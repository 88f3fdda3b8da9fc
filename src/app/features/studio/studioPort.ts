import type { Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
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

/** What the language studio asks of the hub. Refusals reject with an error that has a problem code. */
export interface StudioPort {
  /** publishes, and takes back what is published */
  readonly isAdmin: boolean
  /** nobody reviews what they recorded themselves */
  readonly ownId: string
  language(code: string): Promise<StudioLanguage>
  addClip(clip: NewClip): Promise<void>
  sound(clip: StudioClip): Promise<Blob>
  approve(id: string): Promise<void>
  giveBack(id: string, reason: string): Promise<void>
  withdrawClip(id: string): Promise<void>
  addTranslation(translation: { language: string; source: string; text: string }): Promise<void>
  approveTranslation(id: string): Promise<void>
  giveTranslationBack(id: string, reason: string): Promise<void>
  removeTranslation(id: string): Promise<void>
  publish(language: string): Promise<void>
  withdrawLanguage(language: string): Promise<void>
  /** asked once a sitting and not for each sentence */
  readonly speaker: Signal<Speaker>
  /** this machine's clock, ms */
  now(): number
}

export const StudioContext = createContext<StudioPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useStudio(): StudioPort {
  const port = useContext(StudioContext)
  if (!port) throw new Error('the studio was drawn without its port')
  return port
}
