import { describe, expect, it } from 'vitest'
import { isProblemCode, Problem, problems } from './problems.ts'

describe('problems', () => {
  it('know their own codes and nothing of the prototype (SPEC PRB-1)', () => {
    expect(isProblemCode('busy')).toBe(true)
    for (const code of ['toString', 'constructor', '__proto__', 'x', '', null, 1])
      expect(isProblemCode(code)).toBe(false)
  })

  it('each have a refusing HTTP status, and `busy` is 429 and waits (SPEC PRB-1, PRB-2)', () => {
    for (const { status } of Object.values(problems)) expect(status).toBeGreaterThanOrEqual(400)
    expect(problems.busy).toEqual({ status: 429, next: 'wait' })
    expect(problems['disk-full']).toEqual({ status: 503, next: 'wait' })
  })

  it('are errors with a code and data (SPEC PRB-1)', () => {
    const problem = new Problem('gap', { head: 3 })
    expect([problem.name, problem.message, problem.code, problem.data]).toEqual(['Problem', 'gap', 'gap', { head: 3 }])
    expect(new Problem('fork').data).toEqual({})
  })
})
