import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.traineddata': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}

interface File {
  type: string
  etag: string
  /** file paths by content coding */
  plain: string
  br: string | null
  gzip: string | null
}

/** Content-named files never change; everything else is asked for each time (workbox decides when an update is taken). */
const isHashed = (path: string) => /^\/(assets|desk)\/.*-[A-Za-z0-9_-]{8,}\.\w+$/.test(path)

/**
 * The files of a build, listed once at start: a path that is not in the list does not exist, so no request can name a
 * file outside. Compressed forms made by the build (`.br`, `.gz`) are sent to who takes them.
 */
export class StaticFiles {
  private readonly files = new Map<string, File>()

  /** null when the folder holds no build. */
  static of(folder: string): StaticFiles | null {
    return existsSync(join(folder, 'index.html')) ? new StaticFiles(folder) : null
  }

  private constructor(folder: string) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue
      const plain = join(entry.parentPath, entry.name)
      const path = `/${relative(folder, plain).split(sep).join('/')}`
      const sibling = (end: string) => (existsSync(plain + end) ? plain + end : null)
      this.files.set(path, {
        type: types[extname(plain)] ?? 'application/octet-stream',
        etag: `"${createHash('sha256').update(readFileSync(plain)).digest('base64url').slice(0, 22)}"`,
        plain,
        br: sibling('.br'),
        gzip: sibling('.gz'),
      })
    }
  }

  /** The answer for a path, or null when there is no such file. */
  answer(path: string, request: Request): Response | null {
    const file = this.files.get(path)
    if (!file) return null
    const headers = new Headers({
      'content-type': file.type,
      etag: file.etag,
      vary: 'accept-encoding',
      'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
    const takes = request.headers.get('accept-encoding') ?? ''
    const coded = /\bbr\b/.test(takes) && file.br ? 'br' : /\bgzip\b/.test(takes) && file.gzip ? 'gzip' : null
    const source = (coded && file[coded]) ?? file.plain
    if (coded) headers.set('content-encoding', coded)
    headers.set('content-length', String(statSync(source).size))
    return new Response(request.method === 'HEAD' ? null : readFileSync(source), { headers })
  }
}
