import { expect, it } from 'vitest'
import { webCrypto } from '../crypto/web/webCrypto.ts'
import { eveningName, goalName, roundId } from './roundId.ts'

const tenant = '10000000-0000-4000-8000-000000000001'
const team = '30000000-0000-4000-8000-000000000003'
const unit = '50000000-0000-4000-8000-000000000005'

it('makes the id of an evening and of a target of what they are of, for ever the same (SPEC RND-6)', async () => {
  const evening = eveningName({ team, unit, evening: '2026-11-28' })
  const ids = [
    await roundId(webCrypto, tenant, evening),
    await roundId(webCrypto, tenant, evening, 1),
    await roundId(webCrypto, tenant, goalName(team)),
  ]
  expect(ids).toEqual([
    'a13b579f-ebb5-4ba7-827d-94cd14ae75b6',
    'c1dbc5d2-384b-48ea-8896-ee965c3d7414',
    '26fe517e-de72-4361-b981-1b9c039422f7',
  ])
})
