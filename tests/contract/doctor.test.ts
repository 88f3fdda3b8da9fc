import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/hub/embedded/freePort.ts'

const root = resolve(import.meta.dirname, '../..')

describe('doctor and figures, as built, beside a running hub', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tram-so-doctor-'))
  let env: Record<string, string | undefined>
  let hub: ReturnType<typeof spawn>
  let metricsUrl: string
  let officeUrl: string

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--hub'], { encoding: 'utf8' })
    expect(built.status).toBe(0)
    const [port, deskPort, metrics] = [await freePort(), await freePort(), await freePort()]
    metricsUrl = `http://127.0.0.1:${metrics}/metrics`
    officeUrl = `http://127.0.0.1:${deskPort}`
    env = {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      DESK_PORT: String(deskPort),
      METRICS_PORT: String(metrics),
      LOG_LEVEL: 'error',
      LC_ALL: 'vi_VN.UTF-8',
    }
    hub = spawn(process.execPath, [join(root, 'dist/hub/main.js'), '--practice'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (!hub.stdout) throw new Error('the hub has no output')
    for await (const line of createInterface(hub.stdout)) if (line.startsWith('{')) return
    throw new Error('the hub said nothing')
  }, 200_000)
  afterAll(async () => {
    if (hub.exitCode === null) {
      const gone = once(hub, 'exit')
      hub.kill('SIGTERM')
      await gone
    }
    rmSync(dataDir, { recursive: true, force: true })
  })

  const doctor = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'dist/hub/cli.js'), 'doctor', ...args], { env, encoding: 'utf8' })

  it('says in words how the hub is, each finding with what to do, and nothing is bad', () => {
    const { status, stdout, stderr } = doctor()
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/✓ Cơ sở dữ liệu: đang chạy, PostgreSQL \d+/)
    expect(stdout).toMatch(/. Ghi xuống đĩa: .*phần nghìn giây\./)
    expect(stdout).toMatch(/! Sao lưu: chưa đặt thư mục sao lưu\.\n {4}Đặt BACKUP_DIR/)
    expect(stdout).toMatch(/Chạy được\. Trong tuần nên xem/)
  }, 60_000)

  it('says the same to programs', () => {
    const { status, stdout } = doctor('--json')
    const { state, checks }: { state: string; checks: { name: string; state: string; finding: string }[] } =
      JSON.parse(stdout)
    expect([status, state]).toEqual([0, 'warn'])
    expect(checks.find(({ name }) => name === 'backup')).toMatchObject({ state: 'warn', finding: 'unset' })
    expect(checks.find(({ name }) => name === 'certificate')).toMatchObject({ state: 'ok', finding: 'local' })
  }, 60_000)

  it('tells figures on the port of its own, and on no other', async () => {
    const body = await (await fetch(metricsUrl)).text()
    expect(body).toMatch(/^tramso_database_up 1$/m)
    expect(body).toMatch(/^tramso_nodejs_eventloop_lag_p99_seconds /m)
    expect(await (await fetch(`${officeUrl}/metrics`)).text()).not.toContain('tramso_')
  }, 60_000)
})
