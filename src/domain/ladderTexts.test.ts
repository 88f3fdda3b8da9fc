import { expect, it } from 'vitest'
import en from '../../locales/en/ladder.json' with { type: 'json' }
import vi from '../../locales/vi/ladder.json' with { type: 'json' }
import { activationOutcomes, helperKinds } from './choices.ts'
import { loadActivationLadder } from './ladderDefinition.ts'

const ladder = loadActivationLadder()
const wanted = [
  ...ladder.steps.flatMap(({ id }) => [`${id}.title`, `${id}.do`, `${id}.look`]),
  ...ladder.steps.flatMap(({ warnings }) => warnings.map((id) => `warning.${id}`)),
  ...ladder.failures.flatMap(({ id, who, bring }) => [
    `failure.${id}.label`,
    `failure.${id}.remedy`,
    `who.${who}`,
    ...bring.map((one) => `bring.${one}`),
  ]),
  ...activationOutcomes.map((outcome) => `outcome.${outcome}`),
  ...helperKinds.map((who) => `who.${who}`),
  'guide.title',
  'guide.about',
  'failure.other.label',
  'mayDiffer',
  'unverified',
]
const read = (texts: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), texts)

it.each([
  ['vi', vi],
  ['en', en],
])('has a sentence for everything the ladder names, in %s', (_, texts) => {
  expect(wanted.filter((path) => typeof read(texts, path) !== 'string')).toEqual([])
})
