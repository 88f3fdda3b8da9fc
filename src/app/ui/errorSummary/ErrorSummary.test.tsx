// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { ErrorSummary } from './ErrorSummary.tsx'

afterEach(cleanup)

test('takes the focus when errors appear, and each line leads to its field', () => {
  const { rerender } = render(
    <>
      <ErrorSummary title="Có 1 chỗ" errors={[]} />
      <input id="name" />
    </>,
  )
  expect(screen.queryByRole('alert')).toBeNull()
  rerender(
    <>
      <ErrorSummary title="Có 1 chỗ" errors={[{ fieldId: 'name', text: 'Chưa ghi tên.' }]} />
      <input id="name" />
    </>,
  )
  expect(document.activeElement).toBe(screen.getByRole('alert'))
  fireEvent.click(screen.getByRole('link', { name: 'Chưa ghi tên.' }))
  expect(document.activeElement?.id).toBe('name')
})
