import { describe, expect, it } from 'vitest'
import { readArguments, UsageError } from './arguments.ts'

const flags = { unit: 'text', json: 'yes' } as const
const wrong = (args: string[], places = 0) => {
  try {
    readArguments(args, flags, places)
  } catch (error) {
    if (error instanceof UsageError) return `${error.word} ${error.data.option}`
    throw error
  }
  return 'accepted'
}

describe('readArguments', () => {
  it('reads flags in any order and form', () => {
    const given = readArguments(['--json', '--unit=ap', 'file'], flags, 1)
    expect([given.text('unit'), given.yes('json'), given.rest]).toEqual(['ap', true, ['file']])
    expect(readArguments(['--unit', 'ap'], flags).must('unit')).toBe('ap')
    expect(() => readArguments([], flags).must('unit')).toThrow(UsageError)
    expect(() => readArguments(['--unit='], flags).must('unit')).toThrow(UsageError)
  })

  it('names what it does not know', () => {
    expect(wrong(['--team', 'x'])).toBe('unknownOption --team')
    expect(wrong(['-u'])).toBe('unknownOption -u')
    expect(wrong(['file'])).toBe('unknownOption file')
    expect(wrong(['one', 'two'], 1)).toBe('unknownOption two')
    expect(wrong(['--unit'])).toBe('missingOption --unit')
    expect(wrong(['--json=no'])).toBe('missingOption --json=no')
  })
})
