import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOfficialDossierCode } from './officialDossierCode.ts'
import { parseShortCode, shortCodeOf } from './shortCode.ts'

const uuid = fc.uuid({ version: 4 })
const signs = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const problem = (typed: string) => {
  const parsed = parseShortCode(typed)
  return parsed.ok ? undefined : parsed.problem
}

describe('shortCodeOf', () => {
  it('is the same for ever', () => {
    expect(shortCodeOf('3f2b8c1e-9a4d-4e6f-8b1a-0c2d4e6f8a1b')).toBe('TS-T4AAC-K')
    expect(shortCodeOf('00000000-0000-4000-8000-000000000000')).toBe('TS-KKGDC-7')
  })

  it('has its form, reads back, and never looks official (design D14)', () => {
    fc.assert(
      fc.property(uuid, (id) => {
        const code = shortCodeOf(id)
        expect(code).toMatch(/^TS-[2-9A-HJKMNP-TW-Z]{5}-[2-9A-HJKMNP-TW-Z]$/)
        expect(parseShortCode(code)).toEqual({ ok: true, code })
        expect(checkOfficialDossierCode(code)).toMatchObject({ looksOfficial: false })
      }),
    )
  })

  it('spreads: 2,000 random ids share few codes', () => {
    const ids = fc.sample(uuid, { numRuns: 2000, seed: 7 })
    expect(new Set(ids.map(shortCodeOf)).size).toBeGreaterThan(1990)
  })

  it('refuses what is no UUID', () => {
    expect(() => shortCodeOf('42')).toThrow(TypeError)
  })
})

describe('parseShortCode', () => {
  it('forgives case, spaces and hyphens', () => {
    const code = 'TS-T4AAC-K'
    for (const typed of ['ts-t4aac-k', ' TS T4AAC K ', 'TST4AACK', 't4aack', 'T4AAC–K', 'T S T 4 A A C K']) {
      expect(parseShortCode(typed)).toEqual({ ok: true, code })
    }
  })

  it('reads a body that itself begins with TS', () => {
    for (let at = 0; at < signs.length; at++) {
      const parsed = parseShortCode(`TS234${signs.charAt(at)}`)
      if (parsed.ok) return expect(parseShortCode(parsed.code)).toEqual(parsed)
    }
    throw new Error('no check sign fits')
  })

  it('says when it cannot be a code', () => {
    for (const typed of ['', 'TS-', 'TS-T4AAC', 'TS-T40AC-K', 'TS-T4AAC-KX', 'H19.50-261008-0975']) {
      expect(problem(typed)).toBe('shortCodeForm')
    }
  })

  it('catches every single wrong sign and every swap of neighbours', () => {
    for (const id of fc.sample(uuid, { numRuns: 300, seed: 1 })) {
      const right = shortCodeOf(id).replaceAll('-', '').slice(2)
      for (let at = 0; at < right.length; at++) {
        for (const other of signs) {
          if (other === right[at]) continue
          expect(problem(right.slice(0, at) + other + right.slice(at + 1))).toBe('shortCodeCheck')
        }
        if (at > 0 && right[at - 1] !== right[at]) {
          const swapped = right.slice(0, at - 1) + right.charAt(at) + right.charAt(at - 1) + right.slice(at + 1)
          expect(problem(swapped)).toBe('shortCodeCheck')
        }
      }
    }
  })
})
