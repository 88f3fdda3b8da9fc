import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../crypto/bytes.ts'
import { loadGuides } from '../domain/guidesPack.ts'
import { limits } from './limits.ts'
import { readPack } from './packContent.ts'
import { encodeVoicePack, maxClipBytes, parseVoicePack, type VoiceHeader } from './voicePack.ts'

const [guide] = loadGuides()
if (!guide) throw new Error('no guide')
const packOf = (value: unknown) => utf8(JSON.stringify(value))
const reason = (bytes: Uint8Array) => {
  const read = readPack(bytes)
  return read.ok ? null : read.reason
}

describe('a guide as a pack (SPEC PCK-1)', () => {
  it('is read by its own form', () => {
    expect(readPack(packOf(guide))).toMatchObject({ ok: true, content: { kind: 'guide', id: guide.id, version: 1 } })
  })

  it.each([
    ['markup in a text (fault 48)', { ...guide, title: { vi: '<script>x</script>' } }, 'pack-markup'],
    ['markup in a translation', { ...guide, title: { ...guide.title, en: 'a <b>word</b>' } }, 'pack-markup'],
    ['an unknown field', { ...guide, $ref: 'https://vi-du.vn/x.json' }, 'pack-malformed'],
    ['a step without a sound', { ...guide, steps: guide.steps.map(({ sound: _, ...step }) => step) }, 'pack-malformed'],
    ['an unknown language', { ...guide, title: { vi: 'x', sti: 'y' } }, 'pack-malformed'],
    ["the activation's own name (PCK-6)", { ...guide, id: 'activation-level-2' }, 'pack-reserved'],
    [
      'a pattern that would take for ever',
      { ...guide, steps: [{ ...guide.steps[0], pattern: '(a+)+$' }] },
      'pack-malformed',
    ],
    ['what is no object', 'guide', 'pack-malformed'],
  ])('is refused with a reason: %s', (_, value, expected) => {
    expect(reason(packOf(value))).toBe(expected)
  })

  it('is refused when it is too large, before it is read', () => {
    expect(reason(new Uint8Array(limits.packBody + 1))).toBe('pack-size')
    expect(reason(utf8(' '.repeat(100_001)))).toBe('pack-malformed')
    expect(reason(utf8('{'))).toBe('pack-malformed')
  })
})

describe('translations as a pack (SPEC PCK-1)', () => {
  const text = { vi: 'Mở VNeID', text: '[thử]', by: 'Người Duyệt Mẫu', on: '2026-11-27' }
  const words = (more: object) =>
    utf8(JSON.stringify({ kind: 'words', id: 'words-km', version: 2, language: 'km', ...more }))

  it('are read by their own form, and refused with a reason', () => {
    expect(readPack(words({ texts: [text] }))).toMatchObject({ ok: true, content: { kind: 'words', version: 2 } })
    expect(reason(words({ texts: [{ ...text, text: '<b>x</b>' }] }))).toBe('pack-markup')
    expect(reason(words({ texts: [{ ...text, by: undefined }] }))).toBe('pack-malformed')
  })
})

describe('a voice as a pack (SPEC PCK-1)', () => {
  const [first, second] = [
    { sound: 'new-phone/keepOld', type: 'audio/webm; codecs=opus', bytes: 10 },
    { sound: 'warning/tellNobody', type: 'audio/ogg; codecs=opus', bytes: 6 },
  ] as const
  const header: VoiceHeader = {
    id: 'voice-sti-mau',
    version: 1,
    language: 'sti',
    speaker: { name: 'Điểu Thị Mẫu', consentOn: '2026-11-20' },
    clips: [first, second],
  }
  const clips = [utf8('first clip'), utf8('second')]
  const sound = (length: number) => new Uint8Array(length)
  /** As a stranger writes one: whatever the header says. */
  const forged = (head: unknown, ...bodies: Uint8Array[]) => {
    const json = utf8(JSON.stringify(head))
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, json.length)
    return concat(utf8('TSV1'), length, json, ...bodies)
  }

  it('gives each clip by the name of its sound', () => {
    const voice = parseVoicePack(encodeVoicePack(header, clips))
    expect(voice.clip('warning/tellNobody')).toEqual({ type: 'audio/ogg; codecs=opus', bytes: utf8('second') })
    expect(voice.clip('new-phone/install')).toBeNull()
    expect(readPack(forged(header, ...clips))).toMatchObject({ ok: true, content: { kind: 'voice', id: header.id } })
  })

  it.each([
    ['clips that are shorter than the header says', forged(header, utf8('first'))],
    ['clips that are longer', forged(header, ...clips, utf8('x'))],
    ['a sound that stands twice', forged({ ...header, clips: [first, first] }, sound(20))],
    ['a header beyond its end', forged(header, ...clips).subarray(0, 40)],
    ['nobody who agreed', forged({ ...header, speaker: { name: '', consentOn: '2026-11-20' } }, ...clips)],
    [
      'a clip larger than any sentence',
      forged({ ...header, clips: [{ ...second, bytes: maxClipBytes + 1 }] }, sound(maxClipBytes + 1)),
    ],
    ['a file of another kind', forged({ ...header, clips: [{ ...first, type: 'text/html' }] }, sound(10))],
  ])('is refused: %s', (_, bytes) => {
    expect(reason(bytes)).toBe('pack-malformed')
  })

  it('of 50 MB is refused before it is read (issue 4)', () => {
    expect(reason(forged(header, ...clips, sound(50_000_000)))).toBe('pack-size')
  })

  it('of sixty sentences stays under 3 MB (issue 4)', () => {
    const sixty = Array.from({ length: 60 }, (_, n) => ({ ...first, sound: `new-phone/s${n}`, bytes: 45_000 }))
    const bytes = encodeVoicePack({ ...header, clips: sixty }, [sound(60 * 45_000)])
    expect(bytes.length).toBeLessThan(3_000_000)
    expect(readPack(bytes).ok).toBe(true)
  })
})
