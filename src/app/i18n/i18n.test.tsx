// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatAgo, formatBytes, formatDay, formatInstant, formatWait } from './format.ts'
import { hasText, language, loadLanguage, setLanguage, startI18n, t } from './i18n.ts'
import { sortByName } from './sortByName.ts'
import { tabletLocales } from './tabletLocales.ts'

beforeEach(async () => {
  localStorage.clear()
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

function Typed() {
  const [value, setValue] = useState('')
  return (
    <label>
      {t('common:next')}
      <input value={value} onInput={(event) => setValue(event.currentTarget.value)} />
    </label>
  )
}

describe('switching the language', () => {
  test('redraws the words and keeps what was typed, in the same box', async () => {
    render(<Typed />)
    const box = screen.getByLabelText('Đi tiếp')
    fireEvent.input(box, { target: { value: 'Nguyễn Thị Mẫu' } })
    await act(() => setLanguage('en'))
    expect(screen.getByLabelText('Continue')).toBe(box)
    expect(box).toHaveProperty('value', 'Nguyễn Thị Mẫu')
    expect(document.documentElement.lang).toBe('en')
  })

  test('texts that were brought before are not asked for again', async () => {
    const asked = vi.fn(tabletLocales.lazy.en)
    await startI18n({ ...tabletLocales, lazy: { ...tabletLocales.lazy, en: asked } })
    await loadLanguage('en')
    expect(language.value).toBe('vi')
    await setLanguage('en')
    expect(t('common:next')).toBe('Continue')
    expect(asked).toHaveBeenCalledOnce()
  })

  test('is remembered on the tablet', async () => {
    await setLanguage('en')
    await startI18n(tabletLocales)
    expect(language.value).toBe('en')
  })
})

test('plurals: one form in Vietnamese, two in English', async () => {
  expect(t('common:pending.some', { count: 1 })).toBe('1 việc chờ gửi')
  await setLanguage('en')
  expect(t('common:pending.some', { count: 1 })).toBe('1 item waits to be sent')
  expect(t('common:pending.some', { count: 7 })).toBe('7 items wait to be sent')
})

test('a sentence made from data is asked for before it is shown', () => {
  expect(hasText('common:next')).toBe(true)
  expect(hasText('common:no-such-thing')).toBe(false)
})

test('days, times, sizes and waits in words', () => {
  const now = new Date(2026, 6, 3, 21, 4).getTime()
  expect(formatDay('1950-03-12')).toBe('12/03/1950')
  expect(formatDay('1950-03')).toBe('tháng 3 năm 1950')
  expect(formatDay('1950')).toBe('năm 1950')
  expect(formatDay('')).toBe('')
  expect(formatInstant(now, now)).toBe('21:04')
  expect(formatInstant(now - 86_400_000, now)).toBe('21:04, 02/07/2026')
  expect(formatAgo(now - 30_000, now)).toBe('vừa xong')
  expect(formatAgo(now - 3 * 3_600_000, now)).toBe('3 giờ trước')
  expect(formatAgo(now + 60_000, now)).toBe('vừa xong')
  expect(formatWait(65)).toBe('1 phút 5 giây')
  expect(formatWait(0.2)).toBe('1 giây')
  expect(formatWait(120)).toBe('2 phút')
  expect(formatBytes(850)).toBe('850 B')
  expect(formatBytes(3_400_000)).toBe('3,4 MB')
})

test('people are sorted by given name, as Vietnamese lists are', () => {
  const names = ['Trần Văn Ví Dụ', 'Nguyễn Thị Mẫu', 'Điểu Văn Thử', 'Lê Ân', 'Lê An']
  expect(sortByName(names, (name) => name)).toEqual([
    'Lê An',
    'Lê Ân',
    'Trần Văn Ví Dụ',
    'Nguyễn Thị Mẫu',
    'Điểu Văn Thử',
  ])
})
