import { beforeAll, describe, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { base64url } from '../../crypto/bytes.ts'
import { checkReceipt } from './verifyReceipt.ts'

describe('verify-receipt', () => {
  let receipt: string
  let rootKey: string
  let certificates: string[]
  let otherRoot: string
  beforeAll(async () => {
    const hub = await TestHub.create()
    const tablet = await hub.tablet('Máy 1')
    await tablet.newCase()
    receipt = (await hub.push(await tablet.stream())).receipt ?? ''
    rootKey = base64url(hub.root.publicKey)
    certificates = hub.certificates
    otherRoot = base64url((await TestHub.create('other')).root.publicKey)
  })
  const check = (content: unknown, root: string | null = null) =>
    checkReceipt(typeof content === 'string' ? content : JSON.stringify(content), root)

  it('believes a receipt by a key that the root certified', async () => {
    expect(await check({ receipt, certificates, rootKey })).toMatchObject({ ok: true, receipt: { n: 1, v: 1 } })
    expect(await check({ receipt, certificates }, rootKey)).toMatchObject({ ok: true, rootKey })
    expect(await check({ receipt, certificates, rootKey }, rootKey)).toMatchObject({ ok: true })
  })

  it('says why it does not believe another', async () => {
    const why = async (content: unknown, root: string | null = null) => {
      const found = await check(content, root)
      return found.ok ? 'believed' : found.why
    }
    const [head, body, signature] = receipt.split('.')
    const other = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
    const forged = [head, Buffer.from(JSON.stringify({ ...other, n: 9 })).toString('base64url'), signature].join('.')
    expect(await why({ receipt: forged, certificates, rootKey })).toBe('receipt-forged')
    expect(await why({ receipt, certificates: [], rootKey })).toBe('receipt-no-certificate')
    expect(await why({ receipt, certificates }, otherRoot)).toBe('receipt-no-certificate')
    expect(await why({ receipt, certificates, rootKey }, otherRoot)).toBe('receipt-other-root')
    expect(await why({ receipt, certificates })).toBe('receipt-no-root')
    expect(await why({ receipt, certificates, rootKey: 'AAAA' })).toBe('receipt-no-root')
    expect(await why(receipt, rootKey)).toBe('receipt-no-certificate')
    for (const bad of ['', '{}', 'x.y.z', 'null', certificates[0] ?? '']) expect(await why(bad)).toBe('receipt-form')
  })
})
