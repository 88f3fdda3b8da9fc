import { fromHex, hex, uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { type StudioGroups, studioItem } from '../../../domain/studioItem.ts'
import { encodeVoicePack } from '../../../protocol/voicePack.ts'
import type { Changes } from '../db/Changes.ts'
import type { StudioRow } from '../db/rows.ts'
import { toStorageProblem } from '../db/storageProblem.ts'
import { type StrictTx, strictWrite } from '../db/strictWrite.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { refuseSecrets } from '../drafts/refuseSecrets.ts'
import { roomIn } from '../drafts/roomIn.ts'
import { gathered } from '../platform/gathered.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import {
  type OwnSentence,
  StorageProblem,
  type StudioSentence,
  type StudioTake,
  type StudioWorkPort,
} from '../ports.ts'
import { readChains } from '../seal/chains.ts'
import type { Keyring } from '../seal/Keyring.ts'
import type { SealedOutbox } from '../seal/SealedOutbox.ts'
import { type StudioContent, studioContentSchema } from './studioContent.ts'

export interface TabletStudioParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
  outbox: SealedOutbox
  changes: Changes
}

/** A row with what it says. */
interface Kept {
  row: StudioRow
  content: StudioContent
}

const isOf = ({ content }: Kept, { language, kind, key }: StudioSentence): boolean =>
  content.language === language && content.kind === kind && content.key === key

/** Sentences that were recorded or written on this tablet: sealed at once, and an item each when they are handed on (SPEC STU-4). */
export class TabletStudio implements StudioWorkPort {
  readonly list = new WatchedValue<readonly OwnSentence[]>([])
  private readonly cache = new Map<string, Kept>()
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: TabletStudioParts) {
    parts.keyring.listen((keys) => {
      if (!keys) {
        this.cache.clear()
        this.list.set([])
      }
      this.relist()
    })
    parts.changes.listen((change) => {
      if (change === 'studio' || change === 'outbox' || change === 'sealed') this.relist()
    })
    this.relist()
  }

  async keepTake(sentence: StudioSentence, { title, speaker, consentOn, sound }: StudioTake): Promise<void> {
    refuseSecrets({ clip: { speaker } })
    if (!(await roomIn(this.parts.db)).ok) throw new StorageProblem('disk-full')
    const at = this.parts.clock.now()
    await this.keep({ ...sentence, title, speaker, consentOn, text: '', at }, sound)
  }

  async keepText(sentence: StudioSentence, text: string): Promise<void> {
    refuseSecrets({ translation: { text } })
    const at = this.parts.clock.now()
    await this.keep({ ...sentence, title: sentence.key, speaker: '', consentOn: '', text, at }, null)
  }

  async sound(sentence: StudioSentence): Promise<Uint8Array | null> {
    const found = await this.keptOf(sentence)
    return found ? this.soundOf(found.row) : null
  }

  async send(sentence: StudioSentence): Promise<void> {
    await this.inTurn(async () => {
      const found = await this.keptOf(sentence)
      if (!found) throw new StorageProblem('missing', { what: 'sentence' })
      const { row, content } = found
      const g = await this.groupsOf(found)
      const older = (await this.all()).filter((one) => one.row.id !== row.id && isOf(one, sentence))
      await this.parts.outbox.seal({
        record: studioItem,
        ref: { record: row.id, title: content.title },
        payload: () => ({ g }),
        prepare: async (place) => {
          const next = await this.sealed(row.id, row.v + 1, content, null)
          return (tx) => {
            putOn(tx, { ...next, place })
            for (const one of older) tx.store('studio').delete(one.row.id)
          }
        },
      })
      this.cache.delete(row.id)
    })
    this.parts.changes.say('studio')
  }

  /** Seal all that is kept: before this tablet forgets what it can read (SPEC HEA-5). */
  async sendAll(): Promise<void> {
    for (const { row, content } of await this.all()) if (row.place === null) await this.send(content)
  }

  private async keep(content: StudioContent, sound: Uint8Array | null): Promise<void> {
    await this.inTurn(async () => {
      const known = await this.keptOf(content)
      const id = known?.row.id ?? uuidFromRandom(this.parts.crypto.random(16))
      const isNothing = content.text === '' && sound === null
      const row = isNothing ? null : await this.sealed(id, (known?.row.v ?? 0) + 1, content, sound)
      await strictWrite(this.parts.db, ['studio'], (tx) => {
        if (row) putOn(tx, row)
        else tx.store('studio').delete(id)
      })
    })
    this.parts.changes.say('studio')
  }

  private async sealed(id: string, v: number, content: StudioContent, sound: Uint8Array | null): Promise<StudioRow> {
    const { vault } = this.parts.keyring.require()
    const [box, heard] = await Promise.all([
      vault.seal({ table: 'studio', id, version: v }, content),
      sound && vault.seal({ table: 'studioSounds', id, version: v }, hex(sound)),
    ])
    return { id, v, place: null, sound: heard, ...box }
  }

  private async soundOf({ id, v, sound }: StudioRow): Promise<Uint8Array | null> {
    const { vault } = this.parts.keyring.require()
    const said = sound && (await vault.open({ table: 'studioSounds', id, version: v }, sound))
    return typeof said === 'string' ? fromHex(said) : null
  }

  /** What the item says (SPEC STU-1). */
  private async groupsOf({ row, content }: Kept): Promise<StudioGroups> {
    const { language, key, text, speaker, consentOn } = content
    if (content.kind === 'translation') return { translation: { language, source: key, text } }
    const sound = await this.soundOf(row)
    if (!sound) throw new StorageProblem('failed', { reason: 'damaged' })
    const listed = { sound: key, type: 'audio/ogg; codecs=opus' as const, bytes: sound.length }
    const header = { id: 'voice-new', version: 1, language, speaker: { name: speaker, consentOn }, clips: [listed] }
    return { clip: { pack: hex(encodeVoicePack(header, [sound])) } }
  }

  private async keptOf(sentence: StudioSentence): Promise<Kept | undefined> {
    return (await this.all()).find((one) => one.row.place === null && isOf(one, sentence))
  }

  /** One that cannot be opened is left out and stays on the disk. */
  private async all(): Promise<Kept[]> {
    const rows = await this.parts.db.studio.toArray()
    const opened = await Promise.all(rows.map((row) => this.open(row).catch(() => null)))
    return opened.filter((one) => one !== null)
  }

  private async open(row: StudioRow): Promise<Kept> {
    const { vault } = this.parts.keyring.require()
    const known = this.cache.get(row.id)
    if (known?.row.v === row.v) return known
    const value = await vault.open({ table: 'studio', id: row.id, version: row.v }, row)
    const found = { row, content: studioContentSchema.parse(value) }
    if (this.parts.keyring.current) this.cache.set(row.id, found)
    return found
  }

  /** One write at a time; what another tab was quicker with is refused, and the person taps again. */
  private async inTurn(work: () => Promise<void>): Promise<void> {
    const run = this.last.then(work)
    this.last = run.catch(() => undefined)
    await run.catch((error: unknown) => {
      throw toStorageProblem(error)
    })
  }

  private readonly relist = gathered(async (isCurrent) => {
    const own = this.parts.keyring.current ? await this.ownSentences().catch(() => null) : []
    // a lock that came meanwhile makes this answer old: names must not come back after it
    if (own && isCurrent()) this.list.set(own)
  })

  private async ownSentences(): Promise<OwnSentence[]> {
    const [all, chains] = await Promise.all([this.all(), readChains(this.parts.db)])
    const receipted = new Map(chains.map(({ chain, receiptedN }) => [chain, receiptedN]))
    return Promise.all(
      all.map(async ({ row: { place }, content: { consentOn: _, ...said } }) => {
        if (!place) return { ...said, state: 'kept' as const }
        const item = await this.parts.db.outbox.get([place.chain, place.n])
        if (item?.state === 'rejected') return { ...said, state: 'refused' as const }
        const isThere = place.n <= (receipted.get(place.chain) ?? 0)
        return { ...said, state: isThere ? ('sent' as const) : ('waiting' as const) }
      }),
    )
  }
}

/** Put a row on top of the version before it, which is still the one that was read. */
function putOn(tx: StrictTx, row: StudioRow): void {
  tx.read<StudioRow>('studio', row.id, (stored) => {
    if ((stored?.v ?? 0) !== row.v - 1) tx.refuse(new StorageProblem('failed', { reason: 'draft-moved' }))
  })
  tx.store('studio').put(row)
}
