import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import { EmbeddedError } from './EmbeddedError.ts'
import type { ServerUser } from './ServerUser.ts'
import type { ServerBinaries } from './serverBinaries.ts'

/** The superuser of the embedded server: owns the schema, runs migrations. The hub itself runs as another (design D15). */
export const OWNER = 'tram_so_owner'

/**
 * The password of the embedded server's owner, after making the cluster if there is none. A cluster is made aside and
 * moved into place whole, so a hub killed midway leaves nothing half made.
 *
 * @param folder holds `data` (the cluster) and `password` (mode 0600)
 * @throws EmbeddedError
 */
export async function initCluster(folder: string, binaries: ServerBinaries, user: ServerUser): Promise<string> {
  const data = join(folder, 'data')
  const secret = join(folder, 'password')
  if (existsSync(data)) {
    if (!existsSync(secret)) throw new EmbeddedError('data-password-missing', { file: secret })
    return readFileSync(secret, 'utf8').trim()
  }
  const aside = join(folder, 'data.new')
  const handed = join(folder, 'password.new')
  rmSync(aside, { recursive: true, force: true })
  rmSync(handed, { force: true })
  mkdirSync(aside, { mode: 0o700 })
  user.own(aside)
  const password = randomBytes(32).toString('base64url')
  try {
    writePrivate(handed, `${password}\n`)
    user.own(handed)
    await run(
      binaries.initdb,
      user,
      [folder, aside],
      [
        `--pgdata=${aside}`,
        `--username=${OWNER}`,
        `--pwfile=${handed}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
    )
  } finally {
    rmSync(handed, { force: true })
  }
  rmSync(secret, { force: true })
  writePrivate(secret, `${password}\n`)
  renameSync(aside, data)
  syncFolder(folder)
  return password
}

function run(program: string, user: ServerUser, folders: string[], args: string[]): Promise<void> {
  const launch = user.launch(program, args, folders, ['ignore', 'ignore', 'pipe'])
  return new Promise((resolve, reject) => {
    const child = spawn(launch.command, launch.args, launch.options)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    child.on('error', (error) =>
      reject(new EmbeddedError('server-start-failed', { step: 'initdb', said: error.message })),
    )
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new EmbeddedError('server-start-failed', { step: 'initdb', said: said.trim().slice(-400) }))
    })
  })
}
