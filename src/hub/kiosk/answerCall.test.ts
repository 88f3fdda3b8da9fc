import { beforeEach, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex } from '../../crypto/bytes.ts'
import { callMessage } from '../../protocol/call.ts'
import { Problem } from '../../protocol/problems.ts'
import { answerCall } from './answerCall.ts'

let hub: TestHub
let kiosk: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('call')
  kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
})

async function call(waits: boolean, by = kiosk, signed = waits) {
  const { nonce } = await hub.statement((await hub.head(by)).head)
  const ids = [bytesOfUuid(by.tenant), bytesOfUuid(by.deviceId)] as const
  const message = callMessage(...ids, signed, fromHex(nonce) ?? new Uint8Array(16))
  const signature = base64url(await by.signer.sign(message))
  const wire: [number, number] = [1, 1]
  const asked = { wire, tenant: by.tenant, device: by.deviceId, waits, nonce, signature }
  return answerCall(hub.pullPorts, asked).then(
    () => 'told',
    (error) => (error instanceof Problem ? error.code : String(error.code)),
  )
}
const calledAt = async () => (await hub.in((tx) => tx.device(kiosk.deviceId)))?.calledAt

it('keeps since when somebody waits, until they do no more (SPEC KSK-7)', async () => {
  const since = hub.now
  expect(await call(true)).toBe('told')
  hub.now += 60_000
  expect(await call(true)).toBe('told')
  expect(await calledAt()).toBe(since)
  expect(await call(false)).toBe('told')
  expect(await call(false)).toBe('told')
  expect(await calledAt()).toBeNull()
  const actions = (await hub.in((tx) => tx.auditRows(1, 9))).map(({ action }) => action)
  expect(actions).toEqual(['call', 'call-over'])
})

it('believes the kiosk itself only (SPEC KSK-7)', async () => {
  expect(await call(true, kiosk, false)).toBe('bad-signature')
  expect(await call(true, await hub.tablet('t'))).toBe('not-allowed')
  expect(await calledAt()).toBeNull()
})
