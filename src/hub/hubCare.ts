import { BackupError } from './backup/BackupError.ts'
import { onOneDisk } from './backup/BackupFolder.ts'
import { readDrill } from './backup/DrillNote.ts'
import { drillSheet } from './backup/drillSheet.ts'
import { makeRecoverySheet } from './backup/makeRecoverySheet.ts'
import { sheetOf } from './backup/recoveryShares.ts'
import { runBackup } from './backup/runBackup.ts'
import type { DrillAnswer, HubCare, HubCareState } from './http/HubCare.ts'
import { readRecoveryKey, writeNextKey } from './keys/recoveryKey.ts'
import { places, type Settings } from './settings.ts'
import { type BackedUpHub, backupHealth, backupPortsOf } from './startBackups.ts'
import { isLoopback } from './startHealth.ts'
import { fingerprintOf } from './tls/fingerprintOf.ts'
import type { Tls } from './tls/tlsFolder.ts'

const nameOf = async (key: { publicKey: Uint8Array } | null) => (key ? sheetOf(key.publicKey) : null)

/** How recovery sheet, backups and HTTPS of this hub stand. Throws `KeysError`. */
export async function hubCareState(settings: Settings, tls: Tls | null): Promise<HubCareState> {
  const { keys, drills } = places(settings.dataDir)
  const [inUse, waiting] = [readRecoveryKey(keys), readRecoveryKey(keys, 'recovery-next')]
  const [name, waitingName] = [await nameOf(inUse), await nameOf(waiting)]
  const drill = readDrill(drills)
  const last = drill !== null && drill.sheet === name ? drill : null
  const { backupDir: path, backupHour: hour, fieldUrl, officeUrl } = settings
  const authority = tls?.authority ?? null
  return {
    sheet: {
      inUse: inUse !== null,
      waits: waiting !== null,
      proved: last?.proved ?? 'none',
      name,
      waitingName,
      madeAt: inUse?.madeAt ?? null,
      provedAt: last?.at ?? null,
    },
    backups: {
      folder: path !== null,
      oneDisk: path !== null && onOneDisk(path, settings.dataDir),
      path,
      hour,
      health: backupHealth(settings, Date.now()),
    },
    https: {
      state: fieldUrl.startsWith('https:') ? 'secure' : isLoopback(settings.host) ? 'here' : 'plain',
      fieldUrl,
      officeUrl,
      welcomeUrl: tls && authority ? `http://${tls.host}:${settings.welcomePort}/` : null,
      fingerprint: authority ? fingerprintOf(authority.cert) : null,
    },
    system: process.platform === 'win32' ? 'windows' : 'unix',
  }
}

/** The care that the set-up pages ask for, on this hub. */
export function hubCareOf(settings: Settings, tls: Tls | null, hub: BackedUpHub): HubCare {
  const ports = backupPortsOf(settings, hub)
  const { drills } = places(settings.dataDir)
  return {
    state: () => hubCareState(settings, tls),
    async newSheet() {
      const { sheet, key } = await makeRecoverySheet(ports.rootKey, ports.now())
      writeNextKey(ports.keysFolder, key)
      return sheet
    },
    async drill(shares) {
      const makeBackup = () => runBackup(ports, new AbortController().signal)
      try {
        return answerOf(await drillSheet({ ...ports, drills }, shares, makeBackup))
      } catch (error) {
        if (!(error instanceof BackupError)) throw error
        return { ok: false, code: error.code, data: error.data }
      }
    },
  }
}

function answerOf({ sheet, taken, backup, trouble }: Awaited<ReturnType<typeof drillSheet>>): DrillAnswer {
  const code = trouble instanceof Error && 'code' in trouble ? String(trouble.code) : 'failed'
  return {
    ok: true,
    sheet,
    taken,
    // the file's path is the machine's business
    backup: backup && { createdAt: backup.createdAt, rows: backup.rows },
    trouble: trouble === null ? null : code,
  }
}
