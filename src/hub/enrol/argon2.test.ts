import { randomBytes } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { describe, expect, it } from 'vitest'
import { leastCost } from '../../protocol/pinBundle.ts'
import { ArgonFailed, ArgonThreads } from './ArgonThreads.ts'
import { passwordsWith, stretch } from './argon2.ts'

const passwords = passwordsWith((length) => randomBytes(length))
const task = { what: 'verify', password: 'x', hash: 'no hash' } as const

describe('Argon2id of the hub', () => {
  it('is what hash-wasm says, and knows a password again (SPEC KEY-3)', async () => {
    const salt = new Uint8Array(16).fill(7)
    const own = await argon2id({
      password: '482915',
      salt,
      memorySize: leastCost.memoryKiB,
      iterations: leastCost.passes,
      parallelism: leastCost.lanes,
      hashLength: 32,
      outputType: 'binary',
    })
    expect(Array.from(await stretch('482915', salt, leastCost))).toEqual(Array.from(own))
    const hash = await passwords.hash('mật khẩu mẫu')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwords.matches('mật khẩu mẫu'.normalize('NFD'), hash)).toBe(true)
    expect(await passwords.matches('mật khẩu khác', hash)).toBe(false)
    expect(await passwords.matches('x', 'no hash')).toBe(false)
  })

  it('leaves the event loop to others', async () => {
    let turns = 0
    const turning = setInterval(() => {
      turns += 1
    }, 0)
    await stretch('482915', new Uint8Array(16), { ...leastCost, passes: 8 })
    clearInterval(turning)
    expect(turns).toBeGreaterThan(3)
  })

  it('refuses what strangers ask for beyond a short row, and never what the hub itself needs', async () => {
    const threads = new ArgonThreads(2, 3)
    const asked = Array.from({ length: 10 }, () => threads.run(task, true))
    const own = threads.run(task)
    const [last, ...answers] = await Promise.allSettled([own, ...asked])
    const codes = answers.map((one) => (one.status === 'rejected' ? String(one.reason.code ?? 'failed') : 'ok'))
    expect(codes).toEqual([...Array(5).fill('failed'), ...Array(5).fill('busy')])
    expect(last.status === 'rejected' && last.reason).toBeInstanceOf(ArgonFailed)
    // the row is empty again
    await expect(threads.run(task, true)).rejects.toBeInstanceOf(ArgonFailed)
  })
})
