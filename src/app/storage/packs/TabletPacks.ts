import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import type { WordsPack } from '../../../domain/wordsPack.ts'
import { readPack } from '../../../protocol/packContent.ts'
import type { VoicePack } from '../../../protocol/voicePack.ts'
import type { Changes } from '../db/Changes.ts'
import type { PackRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { gathered } from '../platform/gathered.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import type { PackNote, PackPort } from '../ports.ts'

/** What packs of this commune say, read again whenever one was taken in; one that cannot be read is noted and left out. */
export class TabletPacks implements PackPort {
  readonly guides = new WatchedValue<readonly GuideDefinition[]>([])
  readonly words = new WatchedValue<readonly WordsPack[]>([])
  readonly clips = new WatchedValue<Readonly<Record<string, number>>>({})
  readonly notes = new WatchedValue<readonly PackNote[]>([])
  private voices: readonly VoicePack[] = []

  constructor(private readonly parts: { db: TabletDb; changes: Changes }) {
    parts.changes.listen((change) => {
      if (change === 'packs') this.refresh()
    })
    this.refresh()
  }

  async clip(language: string, sound: string): Promise<Blob | null> {
    for (const voice of this.voices.filter(({ header }) => header.language === language)) {
      const clip = voice.clip(sound)
      if (clip) return new Blob([clip.bytes], { type: clip.type })
    }
    return null
  }

  sounds(language: string): ReadonlySet<string> {
    return soundsOf(this.voices).get(language) ?? new Set()
  }

  /** Calls that come meanwhile are gathered. */
  private readonly refresh = gathered(async (isCurrent) => {
    const rows = await this.parts.db.packs.toArray().catch((): PackRow[] => [])
    const guides: GuideDefinition[] = []
    const voices: VoicePack[] = []
    const words: WordsPack[] = []
    const notes: PackNote[] = []
    for (const row of rows) {
      const content = await this.contentOf(row)
      const isLost = row.sha256 !== '' && content === null
      if (content?.kind === 'guide') guides.push(content.guide)
      if (content?.kind === 'voice') voices.push(content.voice)
      if (content?.kind === 'words') words.push(content.words)
      const refused = isLost ? { version: row.version, reason: 'pack-unreadable' as const } : row.refused
      notes.push({ id: row.id, version: content === null ? 0 : row.version, refused })
    }
    if (!isCurrent()) return
    this.voices = voices
    this.guides.set(guides)
    this.words.set(words)
    this.clips.set(Object.fromEntries([...soundsOf(voices)].map(([language, { size }]) => [language, size])))
    this.notes.set(notes.filter(({ version, refused }) => version > 0 || refused !== null))
  })

  private async contentOf({ sha256 }: PackRow) {
    if (sha256 === '') return null
    const body = await this.parts.db.packBodies.get(sha256).catch(() => undefined)
    const read = body?.whole === true ? readPack(body.bytes) : null
    return read?.ok === true ? read.content : null
  }
}

/** Sounds that are recorded, by language; of two voices one sound counts once. */
function soundsOf(voices: readonly VoicePack[]): Map<string, Set<string>> {
  const sounds = new Map<string, Set<string>>()
  for (const { header } of voices) {
    const known = sounds.get(header.language) ?? new Set<string>()
    for (const { sound } of header.clips) known.add(sound)
    sounds.set(header.language, known)
  }
  return sounds
}
