import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from './settings.ts'

describe('readSettings', () => {
  const wrong = (env: Record<string, string>) => {
    try {
      readSettings(env)
    } catch (error) {
      if (error instanceof SettingsError) return error.message
      throw error
    }
    return 'accepted'
  }

  it('needs nothing', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 8420,
      deskPort: 8421,
      databaseUrl: null,
      logLevel: 'info',
      fieldUrl: 'http://localhost:8420',
      officeUrl: 'http://localhost:8421',
    })
    expect(readSettings({}).dataDir).toMatch(/\/data$/)
    expect(readSettings({ PORT: '', DESK_PORT: '' })).toEqual(readSettings({}))
  })

  it('puts the desk beside the tablets unless told otherwise', () => {
    expect(readSettings({ PORT: '9000' }).deskPort).toBe(9001)
    expect(readSettings({ PORT: '9000', DESK_PORT: '9100' }).deskPort).toBe(9100)
    expect(readSettings({ FIELD_URL: 'https://may.vi-du.vn/' }).fieldUrl).toBe('https://may.vi-du.vn')
    expect(readSettings({ HOST: '10.0.0.5' }).fieldUrl).toBe('http://10.0.0.5:8420')
  })

  it('believes no proxy but those that are named', () => {
    expect(readSettings({}).trustedProxies).toEqual([])
    expect(readSettings({ TRUSTED_PROXY: '127.0.0.1, fd00::/8' }).trustedProxies).toEqual(['127.0.0.1', 'fd00::/8'])
  })

  it('backs up nowhere until it is told where, then thirty nights at two', () => {
    expect(readSettings({})).toMatchObject({ backupDir: null, backupKeep: 30, backupHour: 2 })
    expect(readSettings({ BACKUP_DIR: '/mnt/o', BACKUP_KEEP: '7', BACKUP_HOUR: '23' })).toMatchObject({
      backupDir: '/mnt/o',
      backupKeep: 7,
      backupHour: 23,
    })
    expect(wrong({ BACKUP_HOUR: '24' })).toBe('BACKUP_HOUR: wantHour')
    expect(wrong({ BACKUP_KEEP: '0' })).toBe('BACKUP_KEEP: wantKeep')
  })

  it('tells figures nowhere until it is given a port, and beyond this machine only with a token', () => {
    const token = 'a-long-token-of-thirty-two-signs'
    expect(readSettings({}).metrics).toBeNull()
    expect(readSettings({ METRICS_PORT: '9100' }).metrics).toEqual({ host: '127.0.0.1', port: 9100, token: null })
    const open = { METRICS_PORT: '9100', METRICS_HOST: '0.0.0.0' }
    expect(wrong(open)).toBe('METRICS_TOKEN: wantTokenBeyond')
    expect(wrong({ ...open, METRICS_TOKEN: 'short' })).toBe('METRICS_TOKEN: wantToken')
    expect(readSettings({ ...open, METRICS_TOKEN: token }).metrics).toEqual({ host: '0.0.0.0', port: 9100, token })
    expect(wrong({ METRICS_PORT: '8421' })).toBe('METRICS_PORT: wantOtherThanAll')
  })

  it('erases nothing by itself until it is told after how many days', () => {
    expect(readSettings({}).retentionDays).toBeNull()
    expect(readSettings({ RETENTION_DAYS: '365' }).retentionDays).toBe(365)
    expect(wrong({ RETENTION_DAYS: '0' })).toBe('RETENTION_DAYS: wantDays')
  })

  it('says which setting is wrong and what it should be, and nothing of its value', () => {
    expect(wrong({ PORT: 'eighty' })).toBe('PORT: wantPort')
    expect(wrong({ PORT: '0' })).toBe('PORT: wantPort')
    expect(wrong({ PORT: '70000' })).toBe('PORT: wantPort')
    expect(wrong({ PORT: '8420', DESK_PORT: '8420' })).toBe('DESK_PORT: wantOtherThanPort')
    expect(wrong({ PORT: '65535' })).toBe('DESK_PORT: wantPort')
    expect(wrong({ DATABASE_URL: 'mysql://u:secret@h/d' })).toBe('DATABASE_URL: wantPostgres')
    expect(wrong({ DATABASE_URL: 'mysql://u:secret@h/d' })).not.toContain('secret')
    expect(wrong({ LOG_LEVEL: 'loud' })).toBe('LOG_LEVEL: wantLogLevel')
    expect(wrong({ FIELD_URL: 'https://vi-du.vn/path' })).toBe('FIELD_URL: wantOrigin')
    expect(wrong({ METRICS_TOKEN: 'x'.repeat(201) })).toBe('METRICS_TOKEN: wantToken')
    expect(wrong({ HOST: 'a b' })).toBe('HOST: wantHost')
    expect(wrong({ TRUSTED_PROXY: '10.0.0.1, 10.0.0.0/33' })).toBe('TRUSTED_PROXY: wantProxies')
    expect(wrong({ TRUSTED_PROXY: 'proxy.vi-du.vn' })).toBe('TRUSTED_PROXY: wantProxies')
    expect(wrong({ DATABASE_POOL: '0' })).toBe('DATABASE_POOL: wantPool')
  })
})
