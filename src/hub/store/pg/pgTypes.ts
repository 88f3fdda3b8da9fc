import { TypeOverrides } from 'pg'
import { StoreError } from '../HubStore.ts'

const BIGINT = 20
const BYTEA = 17

/** How PostgreSQL's values come into JavaScript: bigint as a safe number, bytea as plain bytes, the rest as pg has it. */
export function pgTypes(): TypeOverrides {
  const types = new TypeOverrides()
  types.setTypeParser(BIGINT, (text: string) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw new StoreError('unavailable', { reason: 'number-too-large' })
    return value
  })
  types.setTypeParser(BYTEA, (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex')))
  return types
}
