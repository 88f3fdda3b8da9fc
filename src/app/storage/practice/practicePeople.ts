import { uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { localDay } from '../../../domain/localDay.ts'
import type { PulledRecord } from '../../../protocol/page.ts'

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Words of practice that are said in the reader's language. */
export interface PracticeWords {
  readonly commune: string
  readonly hamlet: string
  readonly team: string
  readonly tablet: string
  readonly volunteer: string
  /** what the desk asks for in the case that it sent back */
  readonly sentBack: string
  readonly deaf: string
}

const dayMs = 86_400_000

/** Four houses of one hamlet, each with something else to be done; names that nobody has. */
function houses(words: PracticeWords, unit: string, today: string, yesterday: string): Groups[] {
  const place = (number: string, head: string) => ({ unit, hamlet: words.hamlet, number, head })
  const said = (state: string, by: string) => ({ state, by, on: yesterday })
  return [
    {
      place: place('012', 'Điểu Thử'),
      home: { language: 'sti', note: words.deaf },
      member01aaaaaaaa: { name: 'Điểu Thử', birthDate: '1950-02-01', sex: 'm' },
      idcard01aaaaaaaa: said('has', 'seen'),
      member02bbbbbbbb: { name: 'Thị Thử Đơn', birthDate: '1955', sex: 'f' },
    },
    {
      place: place('014', 'Lê Văn Ví Dụ'),
      home: { language: 'vie' },
      member01aaaaaaaa: { name: 'Lê Văn Ví Dụ', birthDate: '1978-09-12', sex: 'm' },
      idcard01aaaaaaaa: said('has', 'seen'),
      smartphone01aaaaaaaa: said('has', 'resident'),
      ownsim01aaaaaaaa: said('has', 'resident'),
      member02bbbbbbbb: { name: 'Lê Thị Ví Dụ', birthDate: '2014-05-30', sex: 'f' },
    },
    {
      place: place('015', 'Thạch Thị Thử Nghiệm'),
      home: { language: 'khm' },
      visit: { state: 'absent', on: yesterday, comeAgainOn: today },
      member01aaaaaaaa: { name: 'Thạch Thị Thử Nghiệm', birthDate: '1962', sex: 'f' },
      smartphone01aaaaaaaa: said('missing', 'relative'),
    },
    {
      place: place('021', 'Trần Thí Dụ'),
      home: { language: 'vie' },
      member01aaaaaaaa: { name: 'Trần Thí Dụ', birthDate: '1991-11-02', sex: 'm' },
    },
  ]
}

/** A case that the desk sent back: what a volunteer finds after a day. */
const sentBackCase: Groups = {
  identity: { name: 'Nguyễn Thị Thí Nghiệm', birthDate: '1959-07-15', sex: 'f' },
}

/**
 * What a tablet of practice pulled before it lost its line: four houses, tonight's round of them, and a case that was sent back.
 * Everyone in it is invented.
 * @param now ms of the tablet's clock: the round is of its evening
 */
export function practicePeople(crypto: CryptoPort, words: PracticeWords, unit: string, now: number): PulledRecord[] {
  const [today, yesterday] = [localDay(now), localDay(now - dayMs)]
  let s = 0
  const record = (type: string, groups: Groups, more: Partial<PulledRecord> = {}): PulledRecord => {
    s += 1
    return {
      k: 'record',
      s,
      id: uuidFromRandom(crypto.random(16)),
      type,
      version: 1,
      groups: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, { value, version: 1 }])),
      status: 'kept',
      parent: null,
      note: null,
      code: null,
      conflicts: 0,
      ...more,
    }
  }
  const households = houses(words, unit, today, yesterday).map((groups) => record('household', groups))
  const round = record('round', {
    plan: { unit, hamlet: words.hamlet, evening: today, who: [words.volunteer] },
    stops: { households: households.map(({ id }) => id) },
  })
  const sentBack = record('activation', sentBackCase, { status: 'needsSupplement', note: words.sentBack })
  return [...households, round, sentBack]
}
