import fc from 'fast-check'
import { hostileJson, hostileText } from './hostile.ts'

type Path = ReadonlyArray<string | number>

/** Every place in a JSON value, the whole first. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value) ? value.map((one, i) => [i, one] as const) : Object.entries(value)
  return [path, ...inner.flatMap(([key, one]) => places(one, [...path, key]))]
}

function withPlace(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? withPlace(one, rest, put) : one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? withPlace(one, rest, put) : one]),
  )
}

const withKey = (value: unknown, key: string, put: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries([...Object.entries(value), [key, put]])
    : value

const without = (value: unknown, at: number): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter((_, i, all) => i !== at % all.length))
    : value

/** A right value with one thing wrong: another value in some place, a key too many, one too few. */
export const spoilt = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(value, fc.nat(200), hostileJson).map(([right, at, put]) => {
        const all = places(right)
        return withPlace(right, all[at % all.length] ?? [], put)
      }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(value, hostileText, hostileJson).map(([right, key, put]) => withKey(right, key, put)),
    },
    { weight: 1, arbitrary: fc.tuple(value, fc.nat(20)).map(([right, at]) => without(right, at)) },
  )

/** Bytes with one thing wrong: a piece of them, a flipped byte, something put in between. */
export const spoiltBytes = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.nat(bytes.length).map((at) => bytes.subarray(0, at)),
    fc.tuple(fc.nat(Math.max(0, bytes.length - 1)), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
      const copy = new Uint8Array(bytes)
      copy[at] = (copy[at] ?? 0) ^ mask
      return copy
    }),
    fc
      .tuple(fc.nat(bytes.length), fc.uint8Array({ minLength: 1, maxLength: 200 }))
      .map(([at, put]) => Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at)])),
  )
