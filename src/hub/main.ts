import packageJson from '../../package.json' with { type: 'json' }
import { explain } from './explain.ts'
import { hubSettings } from './hubSettings.ts'
import { openLog } from './log/openLog.ts'
import type { Settings } from './settings.ts'
import { type RunningHub, startHub } from './startHub.ts'
import { say } from './words.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. Heard from the first moment on. */
function toldToStop(): Promise<'told'> {
  return new Promise((resolve) => {
    let told = false
    const hear = () => {
      if (told) process.exit(130)
      told = true
      resolve('told')
    }
    process.on('SIGINT', hear)
    process.on('SIGTERM', hear)
  })
}

/** What people need first, then, for programs, the practice commune as one line of JSON (issue 2 §1). */
function greet(settings: Settings, { setupUrl, practice, welcome }: RunningHub): void {
  const { fieldUrl, officeUrl } = settings
  print(say('ready'))
  print(say('fieldAt', { url: fieldUrl }))
  print(say('officeAt', { url: officeUrl }))
  if (welcome) {
    print(say('welcomeAt', { url: welcome.url }))
    print(say('tlsFingerprint', { fingerprint: welcome.fingerprint }))
  }
  if (setupUrl) print(say('setupAt', { url: setupUrl }))
  print(say('stopHint'))
  if (!practice) return
  print(say('practiceReady'))
  const { volunteerPin, officer, enrolUrl } = practice
  print(JSON.stringify({ url: fieldUrl, fieldUrl, officeUrl, volunteerPin, officer, enrolUrl }))
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    print(say('helpMain'))
    return
  }
  const unknown = args.find((arg) => arg !== '--practice' && arg !== '--yes-again')
  if (unknown !== undefined) {
    complain(say('unknownOption', { option: unknown }))
    process.exitCode = 2
    return
  }
  const told = toldToStop()
  try {
    const { settings, tls } = hubSettings(process.env)
    const log = openLog(settings.logLevel)
    process.on('unhandledRejection', (reason) => log.error('unhandled', { code: nameOf(reason) }))
    const hub = await startHub(settings, log, {
      practice: args.includes('--practice'),
      version: packageJson.version,
      evenMoved: args.includes('--yes-again'),
      tls,
    })
    greet(settings, hub)
    const why = await Promise.race([told, hub.lost.then(() => 'lost' as const)])
    complain(say(why === 'told' ? 'stopping' : 'server-lost'))
    await hub.stop()
    complain(say('stopped'))
    process.exit(why === 'told' ? 0 : 1)
  } catch (error) {
    const { line, exitCode } = explain(error)
    complain(line)
    process.exit(exitCode)
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown')

await main(process.argv.slice(2))
