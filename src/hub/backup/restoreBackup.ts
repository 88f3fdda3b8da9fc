import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { utf8Text } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import { Restorer } from '../store/pg/Restorer.ts'
import { BackupError } from './BackupError.ts'
import { type BackupHeader, type BackupSummary, openDataKey } from './backupFormat.ts'
import { type PhotoPlace, PhotosAside } from './PhotosAside.ts'
import { RowDigest } from './RowDigest.ts'
import { readBackup, readHeader, verifyBackup } from './readBackup.ts'
import { keyOfShares } from './recoveryShares.ts'

/** A backup that two shares have opened and that was read whole. */
export interface OpenedBackup {
  file: string
  header: BackupHeader
  dataKey: Bytes
  summary: BackupSummary
}

/** Open a backup with typed shares and read all of it: the drill, and the first half of a restore. Throws `BackupError`. */
export async function openBackup(file: string, shares: readonly string[]): Promise<OpenedBackup> {
  const pair = await keyOfShares(shares)
  const header = await readHeader(file)
  const dataKey = await openDataKey(header, pair)
  pair.privateKey.fill(0)
  return { file, header, dataKey, summary: await verifyBackup(file, header, dataKey) }
}

export interface RestorePorts {
  /** of the owner of the new database, which is up */
  ownerUrl: string
  /** where the hub's keys go; must not be there */
  keysFolder: string
  /** where authority and certificate go, if the backup has any; must not be there */
  tlsFolder: string
  photos: PhotoPlace
  /** there from the first change until all is done: a hub does not start on half a restore */
  marker: string
  /** the epoch to begin (`epochAfter`) */
  epoch: number
}

const markerSchema = z.object({ epoch: z.number(), hub: z.string() })

/** Throws `restore-not-empty` when keys or photos are in the way that no cut restore has left. */
export function mustBeFree({
  marker,
  ...ports
}: Pick<RestorePorts, 'keysFolder' | 'tlsFolder' | 'photos' | 'marker'>): void {
  const taken = [ports.keysFolder, ports.tlsFolder, ports.photos.folder].find((folder) => existsSync(folder))
  if (taken !== undefined && !existsSync(marker)) throw new BackupError('restore-not-empty', { what: taken })
}

/**
 * Bring a backup back into an empty database and empty folders of keys and photos, as a hub of the next epoch. All rows are loaded in one
 * transaction and compared before it commits. Safe to repeat after it was cut: then the epoch is the one that was begun. Returns how
 * many rows that are, and the epoch.
 *
 * @throws BackupError, ProvisionError
 */
export async function restoreBackup(
  ports: RestorePorts,
  backup: OpenedBackup,
): Promise<{ rows: number; epoch: number }> {
  const { header, summary } = backup
  if (header.schema > Restorer.newest) {
    throw new BackupError('backup-newer-than-hub', { found: header.schema, wanted: Restorer.newest })
  }
  mustBeFree(ports)
  const restorer = await Restorer.open(ports.ownerUrl)
  try {
    const found = await restorer.found()
    const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
    const isLoaded = found !== null && found.communes > 0
    if (isLoaded) {
      // cut between the commit and its last line
      if (!wasCut(ports.marker, header.hub, found.epoch)) {
        throw new BackupError('restore-not-empty', { what: 'database' })
      }
    } else {
      mark(ports.marker, { epoch: ports.epoch, hub: header.hub })
      await load(restorer, ports, backup)
    }
    rmSync(ports.marker, { force: true })
    return { rows, epoch: isLoaded ? found.epoch : ports.epoch }
  } finally {
    await restorer.close()
  }
}

const wasCut = (marker: string, hub: string, epoch: number): boolean => {
  if (!existsSync(marker)) return false
  const parsed = markerSchema.safeParse(JSON.parse(readFileSync(marker, 'utf8')))
  return parsed.success && parsed.data.epoch === epoch && parsed.data.hub === hub
}

function mark(file: string, content: z.infer<typeof markerSchema>): void {
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  writePrivate(file, `${JSON.stringify(content)}\n`)
  syncFolder(dirname(file))
}

/** A folder of secrets on its way: filled aside, then moved into place whole. */
class SecretFolder {
  private readonly aside: string
  private count = 0

  constructor(
    private readonly folder: string,
    /** what names of its files begin with in the backup */
    private readonly prefix: string,
  ) {
    this.aside = `${folder}.new`
    rmSync(this.aside, { recursive: true, force: true })
  }

  take(name: string, text: string): void {
    const own = name.startsWith(this.prefix) ? name.slice(this.prefix.length) : ''
    if (own === '' || own.includes('/')) return
    mkdirSync(this.aside, { recursive: true, mode: 0o700 })
    writePrivate(join(this.aside, own), text)
    this.count += 1
  }

  place(): void {
    rmSync(this.folder, { recursive: true, force: true })
    if (this.count === 0) return
    syncFolder(this.aside)
    renameSync(this.aside, this.folder)
    syncFolder(dirname(this.folder))
  }
}

async function load(restorer: Restorer, ports: RestorePorts, { file, header, dataKey }: OpenedBackup): Promise<void> {
  const secrets = [new SecretFolder(ports.keysFolder, ''), new SecretFolder(ports.tlsFolder, 'tls/')]
  const photos = new PhotosAside(ports.photos)
  await restorer.begin(header.schema)
  let signed: BackupSummary | null = null
  for await (const part of readBackup(file, header, dataKey)) {
    if (part.kind === 'key') for (const folder of secrets) folder.take(part.name, utf8Text(part.bytes))
    else if (part.kind === 'table') await restorer.table(part.table, part.columns)
    else if (part.kind === 'rows') await restorer.rows(part.bytes)
    else if (part.kind === 'tableEnd') await restorer.endTable()
    else if (part.kind === 'photo') await photos.take(part.photo)
    else signed = part.summary
  }
  await compare(restorer, signed)
  // before the commit: rows without their keys would be a hub that locks every tablet out
  for (const folder of secrets) folder.place()
  photos.move()
  await restorer.commit(ports.epoch)
}

/** Every row of every table is as it was backed up. */
async function compare(restorer: Restorer, summary: BackupSummary | null): Promise<void> {
  const wanted = new Map(summary?.tables.map((table) => [table.table, table]))
  for await (const { name, bytes } of restorer.stored()) {
    const digest = new RowDigest()
    for await (const piece of bytes) digest.add(piece)
    const { rows, sha256 } = digest.end()
    const table = wanted.get(name)
    if (table?.rows !== rows || table.sha256 !== sha256) throw new BackupError('restore-differs', { table: name })
    wanted.delete(name)
  }
  const [missing] = wanted.keys()
  if (missing !== undefined || !summary) throw new BackupError('restore-differs', { table: missing ?? '' })
}
