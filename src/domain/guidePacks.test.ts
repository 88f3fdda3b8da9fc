import { expect, it } from 'vitest'
import en from '../../locales/en/ladder.json' with { type: 'json' }
import km from '../../locales/km/ladder.json' with { type: 'json' }
import vi from '../../locales/vi/ladder.json' with { type: 'json' }
import zh from '../../locales/zh/ladder.json' with { type: 'json' }
import { type GuideDefinition, guideDefinitionSchema, parseGuide } from './guideDefinition.ts'
import { guideFromLadder } from './guideFromLadder.ts'
import { failuresOf, guideTextCoverage, placeOf, searchGuides, textsOf, warningsOf } from './guides.ts'
import { loadGuides } from './guidesPack.ts'
import { loadActivationLadder } from './ladderDefinition.ts'
import facts from './packs/guide-claims.json' with { type: 'json' }
import { guideReadingFaults, readingFaults } from './readableVietnamese.ts'

const read = (texts: unknown, path: string) => {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), texts)
  return typeof found === 'string' ? found.replace('{{hotline}}', loadActivationLadder().hotline) : undefined
}
const words = { vi, en, km, zh } as const
const activation = guideFromLadder(loadActivationLadder(), (language, path) => read(words[language], path))
const shipped = loadGuides()
const every = [...shipped, activation]
const claims = new Map(Object.entries(facts.claims))
const sourcesIn = (guide: GuideDefinition) =>
  [...guide.steps, ...guide.warnings, ...guide.failures].flatMap(({ id, source }) => source.map((one) => ({ id, one })))

it('ships the guides of issue 4', () => {
  expect(every.map(({ id }) => id)).toEqual([
    'vneid-level-1',
    'vneid-level-2-prepare',
    'forgot-passcode',
    'new-phone',
    'own-sim-4g',
    'digital-signature',
    'look-up-dossier',
    'pay-by-qr',
    'recognise-scam',
    'protect-codes',
    'activation-level-2',
  ])
})

it.each(shipped)('$id rests on what was read, and says nothing that is unverified', (guide) => {
  const faults = sourcesIn(guide).filter(({ one }) => (claims.get(one)?.standing ?? 'unverified') === 'unverified')
  expect(faults).toEqual([])
})

it.each(shipped)('$id says of a way that is our own wording that no office confirmed it', (guide) => {
  const own = (source: readonly string[]) => source.some((one) => claims.get(one)?.standing === 'own')
  expect(guide.failures.filter(({ verified, source }) => verified === own(source)).map(({ id }) => id)).toEqual([])
})

it.each(every)('$id can be read by people who read little', (guide) => {
  expect(guideReadingFaults(guide)).toEqual([])
})

it.each(every)('$id has one idea a step: two sentences, three at most', (guide) => {
  const long = guide.steps.filter(({ text }) => text.vi.split(/[.!?]\s/).length > 3)
  expect(long.map(({ id }) => id)).toEqual([])
})

it.each(every)('$id has drafts in three languages beside each text, and calls none of them reviewed', (guide) => {
  const drafts = textsOf(guide).flatMap(({ en, km, zh }) => [en, km, zh])
  expect(drafts.filter((draft) => typeof draft !== 'string')).toEqual([])
})

/** What has to be found again on a phone, or called: quoted words and long numbers. */
const toBeFound = (words: string) => words.match(/“[^”]+”|\d[\d.]+\d/g) ?? []

it.each(every)(
  '$id keeps in Khmer and Chinese what is to be found on the phone, in the letters that stand there',
  (guide) => {
    const lost = textsOf(guide).flatMap((text) =>
      toBeFound(text.vi).filter(
        (words) => ![text.km, text.zh].every((draft) => typeof draft === 'string' && draft.includes(words)),
      ),
    )
    expect(lost).toEqual([])
  },
)

it('writes Khmer in Khmer letters and Chinese in Chinese signs, and neither in the other', () => {
  const texts = every.flatMap(textsOf)
  const odd = texts.filter(
    ({ km, zh }) =>
      !/^[^\p{Script=Han}]*\p{Script=Khmer}[^\p{Script=Han}]*$/u.test(`${km}`) ||
      !/^[^\p{Script=Khmer}]*\p{Script=Han}[^\p{Script=Khmer}]*$/u.test(`${zh}`),
  )
  expect(odd).toEqual([])
})

it('leads out of a failure to another guide only where there is one', () => {
  const ids = every.map(({ id }) => id)
  const led = every.flatMap((guide) => guide.failures.flatMap(({ id, guide: to }) => (to ? [[guide.id, id, to]] : [])))
  expect(led.length).toBeGreaterThan(5)
  expect(led.filter(([from, , to]) => from === to || !ids.includes(to ?? ''))).toEqual([])
})

it('has a sound for everything that is said, and one sentence for each sound', () => {
  const said = every.flatMap((guide) => [
    ...guide.steps.map(({ sound, title, text, look }) => ({ sound, text: [title.vi, text.vi, look?.vi].join(' ') })),
    ...guide.warnings.map(({ sound, text }) => ({ sound, text: text.vi })),
    ...guide.failures.map(({ sound, remedy }) => ({ sound, text: remedy.vi })),
  ])
  const first = new Map(said.map(({ sound, text }) => [sound, text] as const))
  expect(said.filter(({ sound, text }) => first.get(sound) !== text)).toEqual([])
  expect(said.filter(({ sound }) => sound === '')).toEqual([])
})

it('gives a resident the one hotline that a source shows', () => {
  const { hotline } = loadActivationLadder()
  expect(every.filter((guide) => guide.hotline !== hotline)).toEqual([])
  const numbers = every.flatMap((guide) => textsOf(guide).flatMap(({ vi: text }) => text.match(/\d{4}\.\d{4}/g) ?? []))
  expect([...new Set(numbers)]).toEqual([hotline])
})

it.each(every)('$id is a whole guide by its own schema', (guide) => {
  expect(guideDefinitionSchema.safeParse(guide).error?.issues ?? []).toEqual([])
})

it('finds a guide without accents, by its title or one of its steps', () => {
  expect(searchGuides(every, 'quen ma').map(({ id }) => id)).toEqual(['forgot-passcode'])
  expect(searchGuides(every, 'gui yeu cau').map(({ id }) => id)).toEqual(['activation-level-2'])
  expect(searchGuides(every, '')).toHaveLength(every.length)
})

it('knows what stands around a step', () => {
  expect(placeOf(activation, 'sms')).toEqual({ number: 1, before: undefined, after: 'install' })
  expect(placeOf(activation, 'nowhere')).toEqual({ number: 0, before: undefined, after: undefined })
  const otp = activation.steps.find(({ id }) => id === 'otp')
  if (!otp) throw new Error('no such step')
  expect(warningsOf(activation, otp).map(({ id }) => id)).toEqual(['ownPhone', 'tellNobody'])
  expect(failuresOf(activation, otp).map(({ id }) => id)).toEqual(['otpNotCome', 'otpExpired', 'phoneDiffers'])
})

const small = {
  id: 'mau',
  version: 1,
  kind: 'do',
  title: { vi: 'Mẫu' },
  about: { vi: 'Một mẫu.' },
  sign: 'hand',
  orderVerified: true,
  hotline: '1900.0368',
  steps: [
    {
      id: 'one',
      title: { vi: 'Một' },
      text: { vi: 'Làm một việc.' },
      picture: { kind: 'signs', signs: ['hand'] },
      sound: 'mau/one',
      warnings: [],
      failures: [],
      source: ['own'],
    },
  ],
  warnings: [],
  failures: [],
}
const firstStep = small.steps[0]

it.each([
  ['markup in a text', { ...small, title: { vi: '<b>Mẫu</b>' } }],
  ['a placeholder in a text', { ...small, about: { vi: 'Gọi {{hotline}}.' } }],
  ['markup in a translation', { ...small, title: { vi: 'Mẫu', en: '<img src=x>' } }],
  ['a control character', { ...small, title: { vi: 'Mẫu\u0000' } }],
  ['an unknown field', { ...small, script: 'x' }],
  ['an unknown language', { ...small, title: { vi: 'Mẫu', sti: 'x' } }],
  ['an unknown pictogram', { ...small, sign: 'skull' }],
  ['a step that stands twice', { ...small, steps: [firstStep, firstStep] }],
  ['a warning that is not there', { ...small, steps: [{ ...firstStep, warnings: ['gone'] }] }],
  ['a step without a sound', { ...small, steps: [{ ...firstStep, sound: '' }] }],
  ['a version that is no number', { ...small, version: '2' }],
])('refuses %s', (_, guide) => {
  expect(guideDefinitionSchema.safeParse(small).success).toBe(true)
  expect(guideDefinitionSchema.safeParse(guide).success).toBe(false)
})

it('refuses a guide that is too large before it is read', () => {
  expect(() => parseGuide(' '.repeat(100_001))).toThrow(RangeError)
})

it('hears a sentence that is too long, and an abbreviation nobody explained', () => {
  const long = Array.from({ length: 23 }, () => 'chữ').join(' ')
  expect(readingFaults([`${long}.`]).map(({ fault, what }) => [fault, what])).toEqual([['long-sentence', '23']])
  expect(readingFaults(['Nhập mã OTP.']).map(({ what }) => what)).toEqual(['OTP'])
  expect(readingFaults(['Nhập mã OTP.', 'Mã OTP là mã dùng một lần.'])).toEqual([])
  expect(readingFaults(['Gọi UBND xã.']).map(({ what }) => what)).toEqual(['UBND'])
  expect(readingFaults(['Bấm “GỬI UBND”.'])).toEqual([])
})

it('says how far guides are written in a language', () => {
  const reviewed = { text: 'One', by: 'Nguyễn Thị Mẫu', on: '2026-11-26' }
  const words = { vi: 'Một', en: reviewed }
  const guide = guideDefinitionSchema.parse({
    ...small,
    title: words,
    about: words,
    steps: [{ ...firstStep, title: words, text: words }],
  })
  expect(guideTextCoverage([guide], 'vi')).toBe('source')
  expect(guideTextCoverage([guide], 'en')).toBe('reviewed')
  expect(guideTextCoverage([guide], 'km')).toBe('none')
  expect(guideTextCoverage([guide, ...shipped], 'en')).toBe('draft')
})
