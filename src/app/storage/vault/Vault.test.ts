import { describe, expect, it } from 'vitest'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { newDeviceVaultKey, openDeviceVault, openTeamVault } from './Vault.ts'

const device = '11111111-1111-4111-8111-111111111111'
const other = '22222222-2222-4222-8222-222222222222'
const teamKey = () => new Uint8Array(32).fill(7)
const place = { table: 'drafts', id: 'a', version: 1 } as const
const value = { name: 'Trần Thị Mẫu', steps: [1, 2] }

describe('Vault', () => {
  it('gives back what it sealed, and shows nothing of it', async () => {
    const vault = await openTeamVault(webCrypto, new Map([[1, teamKey()]]), device, 1)
    const box = await vault.seal(place, value)
    expect(await vault.open(place, box)).toEqual(value)
    expect(Buffer.from(box.ct).toString('utf8')).not.toContain('Mẫu')
  })

  it('opens a row neither in another place, nor as another version, nor on another tablet (KEY-5)', async () => {
    const vault = await openTeamVault(webCrypto, new Map([[1, teamKey()]]), device, 1)
    const box = await vault.seal(place, value)
    const elsewhere = await openTeamVault(webCrypto, new Map([[1, teamKey()]]), other, 1)
    const damaged = { code: 'failed', data: { reason: 'damaged' } }
    await expect(vault.open({ ...place, id: 'b' }, box)).rejects.toMatchObject(damaged)
    await expect(vault.open({ ...place, version: 2 }, box)).rejects.toMatchObject(damaged)
    await expect(vault.open({ ...place, table: 'outbox' }, box)).rejects.toMatchObject(damaged)
    await expect(elsewhere.open(place, box)).rejects.toMatchObject(damaged)
  })

  it('refuses every single flipped bit', async () => {
    const vault = openDeviceVault(await newDeviceVaultKey())
    const box = await vault.seal(place, 1)
    for (let bit = 0; bit < box.ct.length * 8; bit++) {
      const ct = box.ct.slice()
      ct[bit >> 3] = (ct[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await expect(vault.open(place, { ...box, ct })).rejects.toMatchObject({ code: 'failed' })
    }
  })

  it('keeps rows of an older team key readable and seals with the newest', async () => {
    const old = await openTeamVault(webCrypto, new Map([[1, teamKey()]]), device, 1)
    const box = await old.seal(place, value)
    const keys = new Map([
      [1, teamKey()],
      [2, new Uint8Array(32).fill(9)],
    ])
    const vault = await openTeamVault(webCrypto, keys, device, 2)
    expect(await vault.open(place, box)).toEqual(value)
    expect((await vault.seal(place, value)).k).toBe(2)
  })
})
