import fc from 'fast-check'

/** What has broken other people's servers: SQL, paths, templates, names of JavaScript's own objects, signs that no store holds. */
const corpus = [
  "' OR '1'='1",
  "'; DROP TABLE tram_so.item; --",
  "') UNION SELECT password_hash FROM tram_so.officer --",
  "'||pg_sleep(100)||'",
  '1; SELECT pg_sleep(100)',
  '$1',
  "E'\\x27'",
  '\\',
  '%',
  '%_%',
  '#{7*7}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '/etc/passwd\0.png',
  '\0',
  '\u0000\u0001\u001f\u007f',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\u202etxt.exe',
  'İ',
  'ﬃ',
  'e\u0323\u0302'.repeat(200),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>alert(1)</script>',
  '\r\nSet-Cookie: a=b',
  'A'.repeat(10_000),
  '9'.repeat(400),
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  '',
  ' ',
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...corpus) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
)

const hostileNumber = fc.oneof(
  fc.constantFrom(
    -1,
    0,
    2 ** 31,
    2 ** 31 - 1,
    -(2 ** 31) - 1,
    2 ** 53,
    2 ** 63,
    -(2 ** 63),
    1e308,
    -1e308,
    5e-324,
    0.5,
  ),
  fc.double(),
  fc.maxSafeInteger(),
)

const nested = fc.integer({ min: 1, max: 3000 }).map((depth) => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
})

/** Any JSON value in the place of any other. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 3, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [null], [[]], { $ne: null }, { length: 1e9 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 300 }) },
)

/** JSON as text that no `JSON.stringify` writes. */
export const hostileRaw: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '[1,',
    '{"a":1,"a":2}',
    '{"__proto__":{"role":"admin"}}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    '\ufeff{}',
    "{'a':1}",
    '{"a":NaN}',
    '{"a":1e999}',
    '{"a":-0}',
    '{"a":"\\ud800"}',
    '{"a":"\\u0000"}',
    '"\\u"',
    'null',
    '0',
    '[]',
    '// x',
  ),
  fc.integer({ min: 100, max: 30_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 100, max: 5_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
)
