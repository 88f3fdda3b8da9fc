import type { ReadonlySignal } from '@preact/signals'
import type { Reader } from '../reader.ts'

/** One thing to say: the recorded clip's key, and the same in writing for a device that can read it. */
export interface Utterance {
  readonly sound: string
  readonly words: { readonly vi: string } & Readonly<Partial<Record<'en' | 'km' | 'zh', string>>>
}

export type VoiceState =
  | { readonly kind: 'quiet' }
  /** `fellBack`: Vietnamese is heard, because nothing was recorded or can be read in the language asked for. */
  | { readonly kind: 'speaking'; readonly fellBack: boolean }
  /** Nothing recorded, and this device has no Vietnamese voice that works without a line. */
  | { readonly kind: 'mute' }

/** Says things to a resident: a recorded clip, else the device's own voice for the language, else Vietnamese. */
export interface VoicePort {
  readonly state: ReadonlySignal<VoiceState>
  /** Somebody listens: what comes next is read by itself, until they press stop. */
  readonly follows: ReadonlySignal<boolean>
  readonly slow: ReadonlySignal<boolean>
  /** Stops what is being said and says this. Never a card number: long numbers are left out. */
  say(what: readonly Utterance[], reader: Reader): Promise<void>
  stop(): void
  setSlow(slow: boolean): void
  /** A number of a countdown, over nothing else: it is dropped while something is being said. */
  count(value: number, reader: Reader): Promise<void>
}
