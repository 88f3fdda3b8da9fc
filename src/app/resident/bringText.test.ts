// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest'
import { addTexts, setLanguage, startI18n } from '../i18n/i18n.ts'
import { loadWritten } from '../i18n/loadWritten.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { bringText } from './bringText.ts'

beforeAll(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
  await loadWritten('zh')
})

test('what to bring is one sentence in each language in which every thing of it is written', () => {
  addTexts('km', { guide: { remedy: { bring: 'យក៖ {{what}}' } }, ladder: { bring: { phone: 'ទូរស័ព្ទ' } } })
  const { vi, km, zh } = bringText(['idCard', 'phone'])
  expect([vi, km, zh]).toEqual([
    'Mang theo: Thẻ căn cước, Điện thoại và SIM của bà con.',
    undefined,
    '请带：身份证（thẻ căn cước）、您的手机和 SIM 卡。',
  ])
})
