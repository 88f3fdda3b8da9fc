import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { openLog } from './openLog.ts'

function lines(level: 'info' | 'error', write: (log: ReturnType<typeof openLog>) => void): string {
  const to = new PassThrough()
  write(openLog(level, to))
  return String(to.read() ?? '')
}

it('writes ids and codes, and keeps every other text to itself', () => {
  const said = lines('info', (log) =>
    log.info('request', {
      route: '/api/v1/push',
      status: 200,
      ms: 12,
      tenant: '0f2c9a54-0000-4000-8000-000000000001',
      code: 'Nguyễn Văn Mẫu 079012345678',
      ...{ name: 'Trần Thị Mẫu', body: '079012345678' },
    }),
  )
  const line = JSON.parse(said)
  expect(line).toMatchObject({ msg: 'request', route: '/api/v1/push', status: 200, code: '(27 signs)' })
  expect(said).not.toMatch(/Nguyễn|Trần|079012345678/)
  expect(Object.keys(line).sort()).toEqual(['code', 'level', 'ms', 'msg', 'route', 'status', 'tenant', 'time'])
})

it('is quiet below its level', () => {
  expect(lines('error', (log) => log.info('request'))).toBe('')
})
