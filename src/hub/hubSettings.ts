import { places, readSettings, type Settings } from './settings.ts'
import { readTls, type Tls } from './tls/tlsFolder.ts'

/**
 * The settings of the environment, with what lies in the data folder: a hub that has a certificate is reached by https.
 * Throws `SettingsError` or `TlsError`.
 */
export function hubSettings(env: Readonly<Record<string, string | undefined>>): {
  settings: Settings
  tls: Tls | null
} {
  const settings = readSettings(env)
  const tls = readTls(places(settings.dataDir).tls)
  return { settings: tls ? readSettings(env, tls.host) : settings, tls }
}
