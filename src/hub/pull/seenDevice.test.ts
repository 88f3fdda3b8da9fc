import { beforeEach, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex } from '../../crypto/bytes.ts'
import { pullMessage } from '../../protocol/page.ts'
import { answerPull } from './answerPull.ts'

let hub: TestHub
let tablet: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('seen')
  tablet = await hub.tablet('t')
  hub.now += 5000
})
const seenAt = async () => (await hub.in((tx) => tx.device(tablet.deviceId)))?.lastSeenAt ?? null

async function pull(signer = tablet.signer) {
  const { nonce } = await hub.statement((await hub.head(tablet)).head)
  const bytes = fromHex(nonce) ?? new Uint8Array(16)
  const message = pullMessage(bytesOfUuid(tablet.tenant), bytesOfUuid(tablet.deviceId), 0, bytes)
  const signature = base64url(await signer.sign(message))
  const asked = { wire: [1, 1] as [number, number], tenant: tablet.tenant, device: tablet.deviceId, cursor: 0 }
  return answerPull(hub.pullPorts, { ...asked, nonce, signature })
}

it('is not seen by whoever names it: a head asks for no proof (SPEC HEA-1)', async () => {
  await hub.head(tablet)
  await expect(pull((await hub.tablet('thief')).signer)).rejects.toThrow('bad-signature')
  expect(await seenAt()).toBeNull()
})

it('is seen when it pulls, also when there is nothing to send and nothing new (SPEC PULL-1)', async () => {
  await pull()
  expect(await seenAt()).toBe(hub.now)
})

it('is seen when a frame of it is stored, revoked too, and not when nothing of a stream is (SPEC STR-4, PULL-5)', async () => {
  await tablet.newCase()
  const stream = await tablet.stream()
  await hub.push(stream.map((byte, i) => (i === stream.length - 1 ? byte ^ 1 : byte)))
  expect(await seenAt()).toBeNull()
  await hub.push(stream)
  expect(await seenAt()).toBe(hub.now)
  await hub.setStatus(tablet, 'revoked')
  hub.now += 5000
  await hub.push(stream)
  expect(await seenAt()).toBe(hub.now - 5000)
  await tablet.newCase()
  await hub.push(await tablet.stream(2))
  expect(await seenAt()).toBe(hub.now)
})
