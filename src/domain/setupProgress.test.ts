import { expect, it } from 'vitest'
import { nextSetupStep, type SetupFacts, setupStateOf, setupSteps } from './setupProgress.ts'

const nothing: SetupFacts = {
  hamlets: 0,
  hamletsWithoutTeam: 0,
  volunteers: 0,
  tablets: 0,
  sheet: { inUse: false, waits: false, proved: 'none' },
  backups: { folder: false, oneDisk: false },
  https: 'here',
}
const states = (facts: Partial<SetupFacts>) =>
  Object.fromEntries(setupSteps.map((step) => [step, setupStateOf(step, { ...nothing, ...facts })]))

it('leads through a fresh commune from its hamlets on, and ends when all is done', () => {
  expect(nextSetupStep(nothing)).toBe('hamlets')
  const all: SetupFacts = {
    hamlets: 2,
    hamletsWithoutTeam: 0,
    volunteers: 3,
    tablets: 1,
    sheet: { inUse: true, waits: false, proved: 'backup' },
    backups: { folder: true, oneDisk: false },
    https: 'secure',
  }
  expect(nextSetupStep(all)).toBeNull()
  expect(Object.values(states(all))).toEqual(setupSteps.map(() => 'done'))
})

it('counts a sheet as proved only by what two of its own shares opened', () => {
  const sheet = (part: Partial<SetupFacts['sheet']>) => states({ sheet: { ...nothing.sheet, ...part } })
  expect(sheet({ waits: true })).toMatchObject({ sheet: 'done', drill: 'todo' })
  expect(sheet({ inUse: true })).toMatchObject({ sheet: 'done', drill: 'todo' })
  expect(sheet({ inUse: true, proved: 'key' }).drill).toBe('look')
  expect(sheet({ inUse: true, proved: 'backup' }).drill).toBe('done')
  // another sheet was shown since: the old one's proof says nothing about it
  expect(sheet({ inUse: true, waits: true, proved: 'backup' }).drill).toBe('todo')
})

it('looks at hamlets without a team and at backups on the disk of the data', () => {
  expect(states({ hamlets: 3, hamletsWithoutTeam: 3 }).teams).toBe('todo')
  expect(states({ hamlets: 3, hamletsWithoutTeam: 1 }).teams).toBe('look')
  expect(states({ backups: { folder: true, oneDisk: true } }).backups).toBe('look')
  expect(states({ https: 'plain' }).https).toBe('todo')
})
