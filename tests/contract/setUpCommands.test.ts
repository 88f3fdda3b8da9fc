import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { answerChallenge } from '../../src/hub/cli/answerChallenge.ts'
import { breachList } from '../../src/hub/cli/breach.ts'
import { makeCommune } from '../../src/hub/cli/makeCommune.ts'
import type { Output } from '../../src/hub/cli/Output.ts'
import { disableOfficer, enableOfficer, resetPassword } from '../../src/hub/cli/officers.ts'
import { passkeys, removePasskey } from '../../src/hub/cli/passkeys.ts'
import { addOfficer, addVolunteer } from '../../src/hub/cli/people.ts'
import { addHamlet, addTeam, renameTeam, renameUnit } from '../../src/hub/cli/places.ts'
import { recoveryDrill, recoverySheet } from '../../src/hub/cli/recovery.ts'
import { setupState } from '../../src/hub/cli/setupState.ts'
import { show } from '../../src/hub/cli/show.ts'
import { approveTablet, lostTablet, refuseTablet, revokeTablet } from '../../src/hub/cli/tablets.ts'
import { passwordsWith } from '../../src/hub/enrol/argon2.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { type FreshDatabase, freshDatabase } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

type Command = (args: readonly string[], out: Output) => Promise<number>

let base: string
let server: Awaited<ReturnType<typeof pgServer>>
let database: FreshDatabase
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'tram-so-commands-'))
  server = await pgServer()
  database = await freshDatabase(server.url)
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('DATA_DIR', join(base, 'data'))
  vi.stubEnv('LANG', 'en_US.UTF-8')
  vi.stubEnv('LC_ALL', '')
}, 120_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await database?.drop()
  await server?.stop()
  rmSync(base, { recursive: true, force: true })
})
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {}
afterEach(() => Object.defineProperty(process, 'stdin', stdin))

/** What a command writes as JSON, one value a line; `input` is its standard input. */
async function json(command: Command, args: readonly string[], input = '') {
  const values: ReturnType<typeof JSON.parse>[] = []
  const said: string[] = []
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([input]) })
  const code = await command([...args, '--json'], {
    say: (line) => void said.push(line),
    json: (value) => void values.push(JSON.parse(JSON.stringify(value))),
    complain: (line) => void said.push(line),
  })
  expect([code, said]).toEqual([0, []])
  return values
}
const refusal = (command: Command, args: readonly string[]) =>
  json(command, args).then(
    () => 'done',
    (error: Error) => error.message,
  )

it('sets a whole commune up without a browser, every step as JSON', async () => {
  const make = ['--code', '26068', '--list-date', '2026-04-30', '--name', 'Xã Ví Dụ', '--officer', 'quan.tri']
  const old = ['--display-name', 'Quản Trị Thử', '--old-name', 'Xã Cũ Một, Xã Cũ Hai']
  const [made] = await json(makeCommune, [...make, ...old, '--password-stdin'], 'lua tre nui\n')
  expect(made).not.toHaveProperty('password')
  expect(await refusal(makeCommune, [...make, ...old])).toBe('This commune is set up already.')

  const hamlets = await json(addHamlet, ['--stdin'], 'Ấp Một\n\nẤp Hai\n')
  expect(hamlets.map(({ code }) => code)).toEqual(['ap-mot', 'ap-hai'])
  expect(await refusal(addHamlet, ['--name', 'ấp một'])).toBe('This name is taken.')
  await json(renameUnit, ['--unit', 'ap-hai', '--name', 'Ấp Hai Mới', '--old-name', 'Ấp Hai'])
  const [team] = await json(addTeam, ['--unit', 'ap-mot', '--name', 'Tổ Ấp Một'])
  expect(await refusal(addTeam, ['--unit', 'ap-ba', '--name', 'Tổ'])).toContain('ap-hai')
  await json(renameTeam, ['--team', team.id, '--name', 'Tổ Một'])
  const volunteers = await json(addVolunteer, ['--stdin', '--team', team.id], 'Người Một\nNgười Hai\n')
  expect(volunteers.map(({ pin }) => /^\d{6}$/.test(pin))).toEqual([true, true])
  expect(await refusal(addVolunteer, ['--name', 'Người Ba', '--team', 'x'])).toMatch(/^There is no such team/)

  const [shown] = await json(show, [])
  expect(shown).toMatchObject({
    commune: { id: made.id, communeCode: '26068', name: 'Xã Ví Dụ' },
    units: [
      { code: '26068', oldName: 'Xã Cũ Một, Xã Cũ Hai', teams: [{ name: 'Tổ 1' }] },
      { code: 'ap-hai', name: 'Ấp Hai Mới', oldName: 'Ấp Hai', teams: [] },
      { code: 'ap-mot', teams: [{ id: team.id, name: 'Tổ Một' }] },
    ],
    officers: [{ name: 'quan.tri', role: 'admin', disabled: false }],
  })
  expect(await json(setupState, [])).toMatchObject([
    { next: 'sheet', steps: { hamlets: 'done', teams: 'look', volunteers: 'done', backups: 'todo', tablet: 'todo' } },
  ])
  const [sheet] = await json(recoverySheet, [])
  const typed = sheet.shares.slice(1).map(({ text }: { text: string }) => text)
  expect(await json(recoveryDrill, ['--stdin'], typed.join('\n'))).toMatchObject([
    { opened: false, sheet: sheet.sheet },
  ])
  expect((await json(setupState, []))[0]).toMatchObject({ next: 'backups', steps: { sheet: 'done', drill: 'look' } })
})

it('keeps the last administrator in, and gives a forgotten password anew', async () => {
  const [officer] = await json(addOfficer, ['--name', 'canbo', '--display-name', 'Cán bộ Thử'])
  expect(await refusal(disableOfficer, ['--name', 'quan.tri'])).toMatch(/^This is the last administrator/)
  expect(await json(disableOfficer, ['--name', 'canbo'])).toMatchObject([{ id: officer.id, disabled: true }])
  expect(await json(enableOfficer, ['--name', 'canbo'])).toMatchObject([{ disabled: false }])
  expect(await refusal(enableOfficer, ['--name', 'aido'])).toBe('There is no officer "aido".')
  const [{ commune }] = await json(show, [])
  const store = new PgStore({ url: database.url, sha256 })
  const own = ['--name', 'quan.tri']
  const id = (await store.inTenant(commune.id, (tx) => tx.officerByName('quan.tri')))?.id ?? ''
  for (const one of ['a', 'b']) {
    await store.inTenant(commune.id, (tx) => tx.putPasskey(sample.passkey({ id: one, officer: id })))
  }
  expect((await json(passkeys, own))[0].passkeys.map((row: { id: string }) => row.id)).toEqual(['a', 'b'])
  expect(await refusal(removePasskey, ['--name', 'canbo', '--id', 'a'])).toBe('This officer has no such passkey.')
  expect(await json(removePasskey, [...own, '--id', 'a'])).toMatchObject([{ removed: 'a' }])
  const [{ password }] = await json(resetPassword, ['--name', 'Quan.Tri'])
  expect(await json(passkeys, own)).toEqual([{ name: 'quan.tri', passkeys: [] }])
  const row = await store.inTenant(commune.id, (tx) => tx.officerByName('quan.tri'))
  await store.close()
  const { matches } = passwordsWith((length) => new Uint8Array(length))
  expect(await matches(password, row?.passwordHash ?? '')).toBe(true)
})

it('lets a tablet in by the six digits on its screen alone, and takes it out again', async () => {
  const [{ commune, units }] = await json(show, [])
  const [unit] = units
  const store = new PgStore({ url: database.url, sha256 })
  const place = { unit: unit.id, team: unit.teams[0].id, status: 'pending', lease: null } as const
  for (const id of ['one', 'two']) {
    await store.inTenant(commune.id, (tx) => tx.putDevice(sample.device({ id, label: `Máy ${id}`, ...place })))
  }
  await store.close()
  const [{ tablets }] = await json(show, [])
  const code: string = tablets.find(({ id }: { id: string }) => id === 'one').code
  const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  expect(await refusal(approveTablet, ['--device', 'Máy one', '--code', wrong])).toMatch(/^The code differs/)
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  expect(await json(approveTablet, ['--device', 'Máy one', '--code', spaced])).toEqual([
    { id: 'one', status: 'approved' },
  ])
  expect(await json(refuseTablet, ['--device', 'two'])).toEqual([{ id: 'two', status: 'refused' }])
  expect(await refusal(revokeTablet, ['--device', 'two'])).toMatch(/^This tablet is in another state/)
  expect(await json(lostTablet, ['--device', 'one'])).toMatchObject([{ status: 'revoked' }])
  expect(await json(revokeTablet, ['--device', 'one'])).toMatchObject([{ status: 'revoked' }])
  expect(await json(breachList, ['--device', 'one'])).toMatchObject([{ device: { label: 'Máy one' } }])
  expect(await refusal(approveTablet, ['--device', 'three', '--code', code])).toBe('The commune has no tablet three.')
  expect(await refusal(answerChallenge, ['--challenge', '????'])).toBe('Not a valid value: challenge.')
})
