// @vitest-environment happy-dom
import { beforeAll, expect, it } from 'vitest'
import * as desk from '../../desk/deskVi.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { stepName, tryWords } from './ladderTries.ts'

beforeAll(() => {
  const lazy = async () => desk
  return startI18n({ bundled: desk.messages, lazy: { vi: lazy, en: lazy } })
})

it('names a step of the ladder, of a guide that ran beside it, and of a pack that the desk does not know', () => {
  expect(stepName('otp')).toBe('Bà con tự nhập mã trong tin nhắn')
  expect(stepName('forgot-passcode/answers')).toBe('Quên mã 6 số của VNeID: Trả lời câu hỏi bảo mật')
  expect(stepName('of-the-commune/one')).toBe('of-the-commune/one')
})

it('says why a step of a guide beside the ladder did not work', () => {
  const tried = {
    step: 'forgot-passcode/answers',
    at: 1,
    tries: 1,
    ok: false,
    result: 'failed',
    failure: 'forgotAnswers',
  }
  expect(tryWords(tried)).toContain('Không nhớ câu trả lời')
  expect(tryWords({ ...tried, step: 'otp', failure: 'otpNotCome' })).toContain('Mã không về')
})
