import { describe, expect, it } from 'vitest'
import { OpenPushes } from './OpenPushes.ts'

describe('OpenPushes', () => {
  it('lets each network have a share of what may be open, and gives places back, also after a failure', async () => {
    const pushes = new OpenPushes()
    const ends: (() => void)[] = []
    const hold = (network: string) => pushes.within(network, () => new Promise<void>((resolve) => ends.push(resolve)))
    const held = Array.from({ length: 24 }, () => hold('a'))
    await expect(hold('a')).rejects.toMatchObject({ code: 'busy', data: { retryAfter: 5 } })
    await expect(pushes.within('b', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut')
    for (const network of ['b', 'c', 'd', 'e']) for (let i = 0; i < 24; i++) held.push(hold(network))
    for (let i = 0; i < 8; i++) held.push(hold('f'))
    await expect(hold('f')).rejects.toMatchObject({ code: 'busy' })
    for (const end of ends) end()
    await Promise.all(held)
    await expect(pushes.within('a', async () => 'in')).resolves.toBe('in')
  })
})
