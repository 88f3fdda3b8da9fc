import { describe, expect, test } from 'vitest'
import { handedStep } from './handedStep.ts'

const activation = '/field/activation/7d3c1a52-6f0b-4a8e-9b21-000000000001'
const dossier = '/field/dossier/7d3c1a52-6f0b-4a8e-9b21-000000000002'

describe('what a resident can reach from a step that was handed over', () => {
  test.each([
    [`${activation}/name`, ['name'], ['', 'idNumber', 'consent', 'slip', 'scan/name', 'ask/name', 'done', 'outcome']],
    [`${activation}/consent`, ['consent'], ['declined', 'name']],
    [
      `${activation}/step/otp`,
      ['step/otp', 'why/otp', 'ask/otp', 'beside/x.y'],
      ['step/password', 'why/sms', 'outcome'],
    ],
    [`${activation}/slip`, ['slip', 'name', 'language'], ['consent', 'outcome', 'done', 'scan/name', 'step/otp']],
    [`${dossier}/question/child-name`, ['question/child-name'], ['question/child-sex', 'scan/child-name', 'check']],
    [
      `${dossier}/check`,
      ['check', 'change/child-name', 'members', 'member/m1'],
      ['papers', 'photo/p', 'done', 'consent'],
    ],
  ])('%s', (start, within, beyond) => {
    const step = handedStep(start)
    const base = start.split('/').slice(0, 4).join('/')
    expect(within.filter((place) => !step.mayShow(`${base}/${place}`))).toEqual([])
    expect(beyond.filter((place) => step.mayShow(`${base}/${place}`))).toEqual([])
    for (const elsewhere of ['/', '/field', '/field/status', '/enrol', start.replace('4a8e', '4a8f')]) {
      expect(step.mayShow(elsewhere)).toBe(false)
    }
  })

  test('a guide that runs alone goes on to its end, and to no other', () => {
    const step = handedStep('/field/guides/scam/step/a')
    expect(step.mayShow('/field/guides/scam/done')).toBe(true)
    expect(step.mayShow('/field/guides/new-phone/step/a')).toBe(false)
    expect(step.mayShow('/field/guides')).toBe(false)
  })

  test.each(['/', '/field', '/field/status', `${activation}/outcome`, `${activation}/declined`, `${dossier}/papers`])(
    '%s is never a resident’s, whatever turned it',
    (start) => expect(handedStep(start).mayShow(start)).toBe(false),
  )

  test('after the PIN the volunteer goes on where the resident’s last tap led, within the same work only', () => {
    const step = handedStep(`${activation}/name`)
    expect(step.afterwards(`${activation}/idNumber`)).toBe(`${activation}/idNumber`)
    expect(step.afterwards('/field')).toBe(`${activation}/name`)
    expect(step.afterwards(`${dossier}/check`)).toBe(`${activation}/name`)
  })
})
