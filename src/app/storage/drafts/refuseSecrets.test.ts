import { describe, expect, it } from 'vitest'
import { refuseSecrets } from './refuseSecrets.ts'

describe('refuseSecrets (SPEC STO-5)', () => {
  it('finds a code at any depth, and names the field but never the text', () => {
    const patches = [
      { outcome: { reason: '123456' } },
      { notes: { entries: [{ at: 1, text: 'mã OTP là 4821' }] } },
      { outcome: { bring: ['thẻ', 'mat khau 12345678'] } },
    ]
    for (const patch of patches) {
      let thrown: unknown
      try {
        refuseSecrets(patch)
      } catch (error) {
        thrown = error
      }
      expect(thrown).toMatchObject({ code: 'failed', data: { reason: 'secret' } })
      expect(JSON.stringify(thrown)).not.toMatch(/123456|4821|12345678/)
    }
  })

  it('lets pass what only looks like one: a month of a year, ID numbers, phones, codes of places', () => {
    refuseSecrets({
      identity: { birthDate: '1950-03', idNumber: '070150001234', oldIdNumber: '285123456' },
      contact: { phone: '0901234567' },
      address: { communeCode: '25195', communeListDate: '2025-07-01' },
      about: { procedureCode: '1.004873' },
    })
  })
})
