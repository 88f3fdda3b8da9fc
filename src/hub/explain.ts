import { Problem } from '../protocol/problems.ts'
import { BackupError } from './backup/BackupError.ts'
import { EmbeddedError } from './embedded/EmbeddedError.ts'
import { ListenError } from './http/listen.ts'
import { KeysError } from './keys/KeysError.ts'
import { SettingsError } from './settings.ts'
import { StoreError } from './store/HubStore.ts'
import { ProvisionError } from './store/pg/ProvisionError.ts'
import { TlsError } from './tls/TlsError.ts'
import { isWord, say } from './words.ts'

/** What stopped the hub or a command, as one line for the person at the terminal, and the exit code. Never a stack. */
export function explain(error: unknown): { line: string; exitCode: number } {
  if (error instanceof SettingsError) {
    return { line: say('settingWrong', { setting: error.setting, wanted: say(error.wanted) }), exitCode: 2 }
  }
  if (error instanceof ListenError) {
    const word = error.code === 'EADDRINUSE' ? 'port-taken' : 'port-refused'
    return { line: say(word, { port: error.port, code: error.code }), exitCode: 1 }
  }
  const isOurs =
    error instanceof EmbeddedError ||
    error instanceof ProvisionError ||
    error instanceof KeysError ||
    error instanceof BackupError ||
    error instanceof TlsError ||
    error instanceof StoreError ||
    error instanceof Problem
  if (isOurs && isWord(error.code)) return { line: say(error.code, error.data), exitCode: 1 }
  const code = isOurs ? error.code : error instanceof Error ? error.name : 'unknown'
  return { line: say('failed', { code }), exitCode: 1 }
}
