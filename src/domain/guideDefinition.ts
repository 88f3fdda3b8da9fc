import * as z from 'zod/mini'
import { helperKinds } from './choices.ts'
import { guideTextSchema, packWords } from './guideText.ts'

const guideId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/))
const partId = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/))
/** Names a recorded clip, `<guide>/<part>`; one key stands for one sentence, wherever it is said. */
const soundKey = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}\/[a-z][A-Za-z0-9]{0,39}$/))
/** Where it comes from: for shipped packs the names of claims in `packs/guide-claims.json`. */
const sources = z.array(packWords(200)).check(z.minLength(1), z.maxLength(5))
/** A part of the schematic phone, from 0 to 1 of its width and height. */
const part = z.number().check(z.gte(0), z.lte(1))

/** Pictograms that a pack may name; the tablet has a drawing of each. */
export const guideSigns = [
  'alert',
  'calendar',
  'chat',
  'clock',
  'code',
  'document',
  'face',
  'hand',
  'home',
  'idCard',
  'key',
  'lock',
  'money',
  'officer',
  'people',
  'phone',
  'police',
  'qr',
  'shield',
  'sign',
  'sim',
  'stop',
] as const
export type GuideSign = (typeof guideSigns)[number]

const pictureSchema = z.discriminatedUnion('kind', [
  /** A schematic phone with the place to touch; `screen` and `label` are what the real one shows, so they stay Vietnamese. */
  z.strictObject({
    kind: z.literal('phone'),
    shape: z.enum(['button', 'field', 'fields', 'keys', 'message']),
    touch: z.strictObject({ x: part, y: part, width: part, height: part }),
    screen: packWords(24),
    label: z.exactOptional(packWords(80)),
  }),
  z.strictObject({
    kind: z.literal('signs'),
    signs: z.array(z.enum(guideSigns)).check(z.minLength(1), z.maxLength(3)),
  }),
])
export type GuidePicture = z.infer<typeof pictureSchema>

const stepSchema = z.strictObject({
  id: partId,
  title: guideTextSchema(70),
  /** One idea. */
  text: guideTextSchema(180),
  /** What shows that it is right. */
  look: z.exactOptional(guideTextSchema(180)),
  picture: pictureSchema,
  sound: soundKey,
  warnings: z.array(partId).check(z.maxLength(3)),
  failures: z.array(partId).check(z.maxLength(8)),
  /** Something is held still for so many seconds: the tablet can count them. */
  holdSeconds: z.exactOptional(z.int().check(z.gte(2), z.lte(10))),
  source: sources,
})

const guideShape = z.strictObject({
  id: guideId,
  version: z.int().check(z.gte(1), z.lte(1_000_000)),
  /** `do`: each step is done and may fail; `learn`: each is understood or not yet. */
  kind: z.enum(['do', 'learn']),
  title: guideTextSchema(80),
  /** What it is for, in one line of the list. */
  about: guideTextSchema(160),
  sign: z.enum(guideSigns),
  /** False: screens say that the app may look different (facts §2). */
  orderVerified: z.boolean(),
  hotline: packWords(20),
  steps: z.array(stepSchema).check(z.minLength(1), z.maxLength(20)),
  warnings: z
    .array(
      z.strictObject({
        id: partId,
        tone: z.enum(['warning', 'info']),
        text: guideTextSchema(200),
        sound: soundKey,
        source: sources,
      }),
    )
    .check(z.maxLength(20)),
  failures: z
    .array(
      z.strictObject({
        id: partId,
        label: guideTextSchema(80),
        remedy: guideTextSchema(240),
        sound: soundKey,
        /** A person is offered by itself after so many failures at one step. */
        afterFailures: z.int().check(z.gte(1), z.lte(9)),
        who: z.enum(helperKinds),
        bring: z.array(partId).check(z.maxLength(8)),
        /** Another guide that leads out of it, where the tablet has it. */
        guide: z.exactOptional(guideId),
        /** False: the screen says that no office has confirmed this way. */
        verified: z.boolean(),
        source: sources,
      }),
    )
    .check(z.maxLength(40)),
})
export type GuideDefinition = z.infer<typeof guideShape>
export type GuideStep = GuideDefinition['steps'][number]
export type GuideFailure = GuideDefinition['failures'][number]
export type GuideWarning = GuideDefinition['warnings'][number]

/** What a guide says that cannot be: an id twice, a warning or failure that is not there, or that no step names. */
const contradictions = (guide: GuideDefinition): readonly string[] => {
  const lists = { step: guide.steps, warning: guide.warnings, failure: guide.failures }
  const named = {
    warning: guide.steps.flatMap(({ warnings }) => warnings),
    failure: guide.steps.flatMap(({ failures }) => failures),
  }
  const twice = Object.entries(lists).flatMap(([kind, list]) => {
    const ids = list.map(({ id }) => id)
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${kind} ${id} stands twice`)
  })
  const loose = (['warning', 'failure'] as const).flatMap((kind) => {
    const known = lists[kind].map(({ id }) => id)
    return [
      ...named[kind].filter((id) => !known.includes(id)).map((id) => `${kind} ${id} is not in this guide`),
      ...known.filter((id) => !named[kind].includes(id)).map((id) => `no step names ${kind} ${id}`),
    ]
  })
  return [...twice, ...loose]
}

/** A guide as data, checked in itself (design D12): the player never meets a hole. */
export const guideDefinitionSchema = guideShape.check((checked) => {
  for (const message of contradictions(checked.value)) {
    checked.issues.push({ code: 'custom', message, input: checked.value.id })
  }
})

/** The largest guide, in characters of JSON. */
export const maxGuideLength = 100_000

/** Reads a guide that came as text; throws a SyntaxError, a RangeError or a ZodError that names the wrong place. */
export const parseGuide = (json: string): GuideDefinition => {
  if (json.length > maxGuideLength) throw new RangeError('a guide may have 100,000 characters')
  return guideDefinitionSchema.parse(JSON.parse(json))
}
