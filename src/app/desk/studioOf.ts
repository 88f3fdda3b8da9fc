import type { Signal } from '@preact/signals'
import { localDay } from '../../domain/localDay.ts'
import { encodeVoicePack, maxClipBytes } from '../../protocol/voicePack.ts'
import { publishedSchema, studioLanguageSchema } from '../features/studio/studioAnswers.ts'
import type { NewClip, Speaker, StudioDesk, StudioPort } from '../features/studio/studioPort.ts'
import { DeskProblem } from './DeskProblem.ts'
import { anyAnswer, type DeskApi } from './deskApi.ts'
import type { SignedIn } from './deskState.ts'

const root = '/api/desk/studio'
const none: ReadonlySet<string> = new Set()
const clipPath = (id: string, what: string) => `${root}/clips/${encodeURIComponent(id)}/${what}`
const translationPath = (id: string, what: string) => `${root}/translations/${encodeURIComponent(id)}/${what}`
const languagePath = (code: string, what = '') => `${root}/languages/${encodeURIComponent(code)}${what}`

/** A clip on its way to the hub: a voice pack of one sentence (SPEC PCK-1). */
async function packOf({ language, sound, speaker, blob }: NewClip, consentOn: string): Promise<Blob> {
  if (blob.size > maxClipBytes) throw new DeskProblem('too-large')
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const header = {
    id: 'voice-new',
    version: 1,
    language,
    speaker: { name: speaker, consentOn },
    clips: [{ sound, type: 'audio/ogg; codecs=opus' as const, bytes: bytes.length }],
  }
  return new Blob([encodeVoicePack(header, [bytes])])
}

/** The language studio over the desk's API. */
export const studioOf = (
  api: DeskApi,
  { officer }: SignedIn,
  speaker: Signal<Speaker>,
  now: () => number,
): StudioPort => ({
  root: '/office/studio',
  limits: { maxSeconds: 30, bitsPerSecond: 24_000 },
  desk: deskOf(api, officer),
  own: null,
  language: (code) => api.get(languagePath(code), studioLanguageSchema),
  sounds: () => none,
  async addClip(clip) {
    await api.postBytes(`${root}/clips`, await packOf(clip, localDay(now())), anyAnswer)
  },
  async addTranslation(translation) {
    await api.post(`${root}/translations`, translation, anyAnswer)
  },
  speaker,
  now,
})

/** What is done with what others recorded and wrote. */
const deskOf = (api: DeskApi, officer: SignedIn['officer']): StudioDesk => ({
  isAdmin: officer.role === 'admin',
  ownId: officer.id,
  async sound({ id, type }) {
    const sound = await api.sound(clipPath(id, 'sound'))
    return new Blob([sound], { type })
  },
  async approve(id) {
    await api.post(clipPath(id, 'decide'), { decision: 'approve' }, anyAnswer)
  },
  async giveBack(id, reason) {
    await api.post(clipPath(id, 'decide'), { decision: 'return', reason }, anyAnswer)
  },
  async withdrawClip(id) {
    await api.post(clipPath(id, 'withdraw'), {}, anyAnswer)
  },
  async approveTranslation(id) {
    await api.post(translationPath(id, 'decide'), { decision: 'approve' }, anyAnswer)
  },
  async giveTranslationBack(id, reason) {
    await api.post(translationPath(id, 'decide'), { decision: 'return', reason }, anyAnswer)
  },
  async removeTranslation(id) {
    await api.post(translationPath(id, 'remove'), {}, anyAnswer)
  },
  async publish(language) {
    await api.post(languagePath(language, '/publish'), {}, publishedSchema)
  },
  async withdrawLanguage(language) {
    await api.post(languagePath(language, '/withdraw'), {}, publishedSchema)
  },
})
