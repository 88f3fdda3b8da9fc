import { signal } from '@preact/signals'
import type { Speaker, StudioPort } from '../features/studio/studioPort.ts'
import type { PackPort, StudioWorkPort } from '../storage/ports.ts'

/**
 * The language studio of a tablet: guides as it knows them, and work that waits for the line. A sentence is shorter than at the desk: an
 * item carries 64 KiB (SPEC ITM-6), which in hex is 50 kB of sound.
 */
export const tabletStudioOf = (own: StudioWorkPort, packs: PackPort, now: () => number): StudioPort => ({
  root: '/field/studio',
  limits: { maxSeconds: 16, bitsPerSecond: 20_000 },
  desk: null,
  own,
  language: async () => ({ clips: [], translations: [], guides: [...packs.guides.value] }),
  sounds: (code) => packs.sounds(code),
  // kept since it was recorded, or typed
  addClip: ({ language, sound }) => own.send({ language, kind: 'clip', key: sound }),
  addTranslation: ({ language, source }) => own.send({ language, kind: 'translation', key: source }),
  // asked again after each lock: then somebody else may sit there
  speaker: signal<Speaker>({ name: '', agreed: false }),
  now,
})
