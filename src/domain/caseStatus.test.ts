import { describe, expect, it } from 'vitest'
import {
  actorRoles,
  type CaseCommand,
  type CaseStatus,
  caseCommandNames,
  caseRules,
  caseStatuses,
  commandsFor,
  decide,
  parseCaseCommand,
} from './caseStatus.ts'

const bare = (name: CaseCommand['name']): CaseCommand => {
  if (name === 'sendBack') return { name, sentence: 'Thiếu giấy ly hôn.' }
  return name === 'receive' ? { name, officialCode: 'H19.50-261008-0975' } : { name }
}

describe('decide', () => {
  it('takes a case through the four steps of the desk', () => {
    const way = [
      ['submit', 'team', 'submitted'],
      ['receive', 'officer', 'received'],
      ['startAppraisal', 'officer', 'appraising'],
      ['approve', 'officer', 'approved'],
      ['returnResult', 'officer', 'returnedResult'],
      ['close', 'officer', 'closed'],
    ] as const
    let status: CaseStatus = 'draft'
    for (const [name, role, next] of way) {
      expect(decide(status, bare(name), role)).toEqual({ status: next })
      status = next
    }
  })

  it('sends a case back to the team, which sends it again', () => {
    for (const from of ['submitted', 'received', 'appraising'] as const) {
      expect(decide(from, bare('sendBack'), 'officer')).toEqual({ status: 'needsSupplement' })
    }
    expect(decide('needsSupplement', bare('resubmit'), 'team')).toEqual({ status: 'submitted' })
  })

  it('lets the team submit and resubmit, the kiosk submit, the officer everything else', () => {
    for (const status of caseStatuses) {
      expect(commandsFor(status, 'team').filter((name) => name !== 'submit' && name !== 'resubmit')).toEqual([])
      expect(commandsFor(status, 'kiosk').filter((name) => name !== 'submit')).toEqual([])
      expect(commandsFor(status, 'officer')).not.toContain('submit')
      expect(commandsFor(status, 'officer')).not.toContain('resubmit')
    }
    expect(decide('submitted', bare('approve'), 'team')).toEqual({ rejected: 'commandNotForRole' })
    expect(decide('needsSupplement', bare('resubmit'), 'officer')).toEqual({ rejected: 'commandNotForRole' })
  })

  it('lets the officer close a case that came to nothing, and one whose result went out, but none at work', () => {
    const closable = caseStatuses.filter((status) => commandsFor(status, 'officer').includes('close'))
    expect(closable).toEqual(['submitted', 'received', 'returnedResult', 'needsSupplement'])
  })

  it('lets a message to the desk be submitted and closed, and nothing else', () => {
    expect(commandsFor('draft', 'kiosk', true)).toEqual(['submit'])
    expect(commandsFor('submitted', 'officer', true)).toEqual(['close'])
    expect(decide('submitted', bare('close'), 'officer', true)).toEqual({ status: 'closed' })
    expect(decide('submitted', bare('receive'), 'officer', true)).toEqual({ rejected: 'commandNotNow' })
    expect(decide('submitted', bare('sendBack'), 'officer', true)).toEqual({ rejected: 'commandNotNow' })
  })

  it('rejects a stale command with a reason', () => {
    expect(decide('approved', bare('sendBack'), 'officer')).toEqual({ rejected: 'commandNotNow' })
    expect(decide('submitted', bare('submit'), 'team')).toEqual({ rejected: 'commandNotNow' })
  })

  it('decides every status, command and role, and `commandsFor` says the same', () => {
    for (const status of caseStatuses) {
      for (const role of actorRoles) {
        const allowed = caseCommandNames.filter((name) => 'status' in decide(status, bare(name), role))
        expect(commandsFor(status, role)).toEqual(allowed)
      }
    }
  })

  it('leaves no status without a way in, and none but closed without a way out', () => {
    const rules = Object.values(caseRules)
    for (const status of caseStatuses) {
      if (status !== 'draft') expect(rules.some((rule) => rule.to === status)).toBe(true)
      expect(rules.some((rule) => rule.from.includes(status))).toBe(status !== 'closed')
    }
    expect([...caseCommandNames].sort()).toEqual(Object.keys(caseRules).sort())
  })
})

describe('parseCaseCommand', () => {
  it('takes the commands, with their words trimmed', () => {
    expect(parseCaseCommand({ name: 'sendBack', sentence: '  Thiếu chữ ký. ' })).toEqual({
      command: { name: 'sendBack', sentence: 'Thiếu chữ ký.' },
    })
  })

  it('says what is wrong', () => {
    expect(parseCaseCommand({ name: 'destroy' })).toEqual({ rejected: 'commandUnknown' })
    expect(parseCaseCommand(null)).toEqual({ rejected: 'commandUnknown' })
    expect(parseCaseCommand({ name: 'sendBack', sentence: '  ' })).toEqual({ rejected: 'sentenceInvalid' })
    expect(parseCaseCommand({ name: 'sendBack', sentence: 'a'.repeat(501) })).toEqual({ rejected: 'sentenceInvalid' })
    expect(parseCaseCommand({ name: 'receive' })).toEqual({ rejected: 'officialCodeInvalid' })
  })
})
