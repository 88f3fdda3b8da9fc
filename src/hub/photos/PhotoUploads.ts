import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { paths } from '../../protocol/api.ts'
import { limits } from '../../protocol/limits.ts'
import { type PhotoClaim, parseClaim } from '../../protocol/photoClaim.ts'
import { Problem, type ProblemCode } from '../../protocol/problems.ts'
import { admitPhoto } from './admitPhoto.ts'
import { endingQuietly } from './endingQuietly.ts'
import type { PhotoPorts } from './PhotoPorts.ts'
import { receiptOf, takePhoto } from './takePhoto.ts'

const dayMs = 24 * 3_600_000
/** An upload that nobody has gone on with for so long is not finished any more (SPEC PHO-6). */
const restsMs = 7 * dayMs

/** An upload's name among the unfinished ones; its commune and tablet come first. */
const nameOf = ({ tenant, device, id }: Pick<PhotoClaim, 'tenant' | 'device' | 'id'>) => `${tenant}.${device}.${id}`

/** The tus server asks by the request; it was admitted before, so it has a claim. */
function nameFor(request: Request): string {
  const parsed = parseClaim(request.headers.get('authorization'))
  if (!parsed) throw new Problem('malformed')
  return nameOf(parsed.claim)
}

const refusals: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
  423: 'unavailable',
  500: 'unavailable',
}

/**
 * Uploads of photos by tus, each request its device's own (SPEC PHO-4…6). What is half here lies in a folder of its own, whose
 * names no request can choose; a photo that is whole is taken in (`takePhoto`) and its receipt goes back with the answer.
 */
export class PhotoUploads {
  private readonly tus: Server
  private readonly ends = new Map<string, Promise<string>>()

  /** @param folder for what is half here, on the disk of the photos */
  constructor(
    private readonly ports: Omit<PhotoPorts, 'unfinished'>,
    private readonly folder: string,
  ) {
    this.tus = new Server({
      path: paths.photos,
      datastore: new FileStore({ directory: folder }),
      maxSize: limits.photoSealed,
      respectForwardedHeaders: false,
      allowedOrigins: [],
      namingFunction: nameFor,
      getFileIdFromRequest: nameFor,
      generateUrl: (request) => `${paths.photos}/${parseClaim(request.headers.get('authorization'))?.claim.id ?? ''}`,
    })
  }

  /** All ports of photos, this folder among them. */
  get photoPorts(): PhotoPorts {
    return { ...this.ports, unfinished: (...asked) => this.unfinished(...asked) }
  }

  /**
   * Answer a POST, HEAD or PATCH. `id` is the photo in the path, undefined for a new upload; `body` is bounded by the caller. Throws
   * `Problem`, and what the disk or the store threw.
   */
  async answer(asked: Request, id: string | undefined, body: AsyncIterable<Uint8Array> | null): Promise<Response> {
    const request = endingQuietly(asked, body)
    const { claim, isStored } = await admitPhoto(this.photoPorts, request.headers.get('authorization'))
    if (id !== undefined && id !== claim.id) throw new Problem('not-found')
    if (isStored) return this.whole(request.method, claim, await receiptOf(this.photoPorts, claim))
    if (request.method === 'POST') {
      if (Number(request.headers.get('upload-length')) !== claim.length) throw new Problem('malformed')
      await this.makeRoom(claim)
    }
    const response = await this.tus.handleWeb(request)
    if (!response.ok) throw new Problem(refusals[response.status] ?? 'malformed')
    if (Number(response.headers.get('upload-offset') ?? 0) !== claim.length) return response
    return this.whole(request.method, claim, await this.end(claim))
  }

  /** Of these ids of a device, those of which an upload is unfinished. */
  async unfinished(tenant: string, device: string, ids: readonly string[]): Promise<readonly string[]> {
    const here = new Set(await this.names())
    return ids.filter((id) => here.has(nameOf({ tenant, device, id })))
  }

  /** Remove uploads that have rested too long (SPEC PHO-6). Returns how many. */
  async removeRested(now: number): Promise<number> {
    let removed = 0
    for (const name of await this.names()) {
      if ((await this.touchedAt(name)) > now - restsMs) continue
      await this.remove(name)
      removed += 1
    }
    return removed
  }

  private whole(method: string, { id, length }: PhotoClaim, receipt: string): Response {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(length),
      'upload-length': String(length),
      'tram-so-photo': receipt,
      'cache-control': 'no-store',
      ...(method === 'POST' ? { location: `${paths.photos}/${id}` } : {}),
    }
    return new Response(null, { status: method === 'POST' ? 201 : method === 'HEAD' ? 200 : 204, headers })
  }

  /** One end of an upload at a time: the request that sent the last byte, and one that asks meanwhile, get the same receipt. */
  private end(claim: PhotoClaim): Promise<string> {
    const name = nameOf(claim)
    const ending = this.ends.get(name) ?? this.takeIn(name, claim).finally(() => this.ends.delete(name))
    this.ends.set(name, ending)
    return ending
  }

  private async takeIn(name: string, claim: PhotoClaim): Promise<string> {
    try {
      const receipt = await takePhoto(this.photoPorts, claim, await readFile(join(this.folder, name)))
      await this.remove(name)
      return receipt
    } catch (error) {
      // nothing can come of these bytes; of the others all may come once the hub can do its part
      if (error instanceof Problem && (error.code === 'bad-photo' || error.code === 'ended')) await this.remove(name)
      throw error
    }
  }

  /** Of one device so many uploads may be unfinished; the one that rested longest goes (SPEC PHO-6). */
  private async makeRoom(claim: PhotoClaim): Promise<void> {
    const own = (await this.names()).filter(
      (name) => name.startsWith(`${claim.tenant}.${claim.device}.`) && name !== nameOf(claim),
    )
    if (own.length < limits.photosUnfinished) return
    const touched = await Promise.all(own.map(async (name) => ({ name, at: await this.touchedAt(name) })))
    const oldest = touched.sort((a, b) => a.at - b.at).slice(0, own.length - limits.photosUnfinished + 1)
    for (const { name } of oldest) await this.remove(name)
  }

  private async names(): Promise<string[]> {
    const all = await readdir(this.folder).catch(() => [])
    return all.filter((name) => !name.endsWith('.json'))
  }

  private async touchedAt(name: string): Promise<number> {
    const found = await stat(join(this.folder, name)).catch(() => null)
    return found?.mtimeMs ?? 0
  }

  private async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true })
    await rm(join(this.folder, `${name}.json`), { force: true })
  }
}
