import { beforeEach, describe, expect, it, vi } from 'vitest'
import { json, SyncKit } from '../../tests/kit/SyncKit.ts'
import { TestHub } from '../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../tests/kit/TestTablet.ts'
import { utf8, utf8Text } from '../crypto/bytes.ts'
import { decideHeld } from '../hub/desk/decideHeld.ts'
import { paths } from '../protocol/api.ts'
import { headStatement, signStatement } from '../protocol/statements.ts'
import { type HubResponse, LineError } from './ports.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
/** two tablets with one identity, three items in common */
let first: TestTablet
let second: TestTablet
let kit: SyncKit
beforeEach(async () => {
  hub = await TestHub.create('forked')
  first = await hub.tablet('t')
  await fill(first, 3)
  second = first.copy('second')
  kit = new SyncKit(hub, second)
  kit.keep()
})

const fill = async (tablet: TestTablet, count: number) => {
  for (let i = 0; i < count; i++) await tablet.newCase()
}
/** The first one comes with `beyond` more than both have in common; the second has sealed `own` meanwhile. */
const fork = async (beyond: number, own: number) => {
  await fill(first, beyond)
  await hub.push(await first.stream())
  await fill(second, own)
  kit.keep()
}
const textOf = async ({ body }: HubResponse) => {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return utf8Text(Buffer.concat(parts))
}
const items = async () => (await hub.in((tx) => tx.counts())).items
const stateOf = (n: number, of = kit) => {
  const { state, reason } = of.disk.verdicts.get(`${first.chainHex} ${n}`) ?? { state: 'none', reason: null }
  return [state, reason].filter((part) => part !== null).join(' ')
}
const { head, push, pull } = paths

describe('a tablet whose chain went on without it', () => {
  it('leaves it, brings what is its own as a branch, and learns what becomes of that (SPEC CHN-5, CHN-7, HEA-6, fault 35)', async () => {
    await fork(4, 2)
    await hub.apply()
    expect(await kit.round()).toEqual({ kind: 'done', progressed: true })
    expect(kit.asked).toEqual([head, head, head, push, pull])
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['behind-hub'], 5, 9])
    await hub.apply()
    await kit.round()
    // its own two are held; of the first one's at these numbers it has heard nothing
    expect([1, 2, 3, 4, 5].map((n) => stateOf(n))).toEqual([
      ...['applied', 'applied', 'applied'],
      ...['held forked', 'held forked'],
    ])
    const branch = await second.branch()
    const places = [4, 5].map((n) => ({ chain: branch, n }))
    await decideHeld({ store: hub.store, now: () => hub.now }, hub.tenant, 'o1', places, { kind: 'letIn' })
    await hub.apply()
    kit.asked.length = 0
    await kit.round()
    expect([4, 5].map((n) => stateOf(n))).toEqual(['applied', 'applied'])
    // the old chain is finished: it is asked about no more
    expect(kit.asked).toEqual([head, pull])
  })

  it('and the other, that came first, goes on as ever and hears of its own alone (SPEC PULL-8)', async () => {
    const other = new SyncKit(hub, first)
    await fork(2, 1)
    other.keep()
    await kit.round()
    await fill(first, 1)
    other.keep()
    await other.round()
    await hub.apply()
    await other.round()
    expect([other.disk.newChains, other.receiptedN]).toEqual([[], 6])
    expect([1, 2, 3, 4, 5, 6].map((n) => stateOf(n, other))).toEqual(Array(6).fill('applied'))
  })

  it('with nothing of its own has lost time and nothing else: all is stored, nothing apart (SPEC CHN-5, HEA-6)', async () => {
    await fork(3, 0)
    await kit.round()
    expect(kit.asked).toEqual([head, head, pull])
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['behind-hub'], 3, 6])
    expect(kit.disk.chain(first.chainHex).apartAfter).toBe(3)
    await hub.apply()
    await kit.round()
    expect([1, 2, 3].map((n) => stateOf(n))).toEqual(['applied', 'applied', 'applied'])
  })

  it('finds the last common place in a few questions, however long the chain is (SPEC HEA-6)', async () => {
    await fill(first, 800)
    const late = first.copy('late')
    await fill(first, 1)
    await hub.push(await first.stream(1, 64))
    await fill(late, 2)
    kit = new SyncKit(hub, late)
    kit.keep()
    await kit.round()
    expect(kit.asked.filter((path) => path === head)).toHaveLength(4)
    expect([kit.receiptedN, await items()]).toEqual([805, 806])
  })

  it('keeps what a hub of before would not take, and brings it when that hub has learnt to (SPEC CHN-7)', async () => {
    await fork(1, 2)
    kit.post = async (path, body, toHub) => {
      if (path !== head) return toHub()
      const asked = JSON.parse(utf8Text(body))
      expect(asked.own).toBeUndefined()
      return json(200, { ...JSON.parse(await textOf(await toHub())), also: undefined })
    }
    expect((await kit.round()).kind).toBe('done')
    await kit.round()
    expect(kit.asked.filter((path) => path === push)).toEqual([])
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['fork'], 0, 4])
    kit.post = (_path, _body, toHub) => toHub()
    await kit.round()
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['fork'], 5, 6])
  })

  it('cut at any of its questions goes on where it was, and brings each item once (SPEC CHN-8, STR-4)', async () => {
    await fork(2, 3)
    for (let answered = 0; answered < 5; answered++) {
      for (const isTaken of [false, true]) {
        let left = answered
        kit.post = async (_path, _body, toHub) => {
          if (left > 0) {
            left -= 1
            return toHub()
          }
          if (isTaken) await toHub()
          throw new LineError('timeout')
        }
        await kit.round()
      }
    }
    kit.post = (_path, _body, toHub) => toHub()
    expect((await kit.round()).kind).toBe('done')
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['fork'], 6, 8])
  })

  it('parts at once when its number is taken between the question and the push (SPEC CHN-3, CHN-5)', async () => {
    await hub.push(await first.stream())
    await fill(second, 2)
    kit.keep()
    let raced = false
    kit.post = async (path, _body, toHub) => {
      if (path === push && !raced) {
        raced = true
        await fill(first, 1)
        await hub.push(await first.stream(4))
        await hub.apply()
      }
      return toHub()
    }
    expect((await kit.round()).kind).toBe('done')
    expect(kit.asked).toEqual([head, push, head, head, head, push, pull])
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['fork'], 5, 6])
    expect(stateOf(4)).toBe('none')
  })

  it('believes a common place by the hub’s signature and receipt alone (SPEC HEA-1, HEA-6, RCP-3)', async () => {
    await fork(1, 2)
    const by = { signer: hub.receiptSigner, kid: hub.receiptKid }
    const lies: ((answer: { head: string; receipt: string | null }) => Promise<object>)[] = [
      // the receipt is taken out, or another's
      async (answer) => ({ ...answer, receipt: null }),
      async (answer) => ({ ...answer, receipt: `${answer.receipt}x` }),
      // an answer to the question without places
      async (answer) => {
        const { common: _, ...said } = await hub.statement(answer.head)
        return { ...answer, head: await signStatement(by, headStatement, said) }
      },
      async (answer) => {
        const said = await hub.statement(answer.head)
        return { ...answer, head: await signStatement(by, headStatement, { ...said, common: 2 }) }
      },
      async (answer) => {
        const said = await hub.statement(answer.head)
        return { ...answer, head: await signStatement({ ...by, signer: second.signer }, headStatement, said) }
      },
    ]
    for (const lie of lies) {
      kit.post = async (path, body, toHub) => {
        const answer = await toHub()
        if (path !== head || !utf8Text(body).includes('"own"')) return answer
        return json(200, await lie(JSON.parse(await textOf(answer))))
      }
      expect((await kit.round()).kind).toBe('captive-portal')
      expect(kit.disk.chain(first.chainHex).branch).toBeNull()
    }
    kit.post = (_path, _body, toHub) => toHub()
    expect((await kit.round()).kind).toBe('done')
    expect([kit.receiptedN, await items()]).toEqual([5, 6])
  })

  it('takes no answer about places that were changed on their way: what is common would be parted (SPEC HEA-6)', async () => {
    await fork(1, 2)
    let flips = 0
    kit.post = async (path, body, toHub) => {
      if (path !== head || !utf8Text(body).includes('"own"') || flips > 0) return toHub()
      flips += 1
      const asked = JSON.parse(utf8Text(body))
      const own = asked.own.map(([n, h]: [number, string]) => [n, `${h.startsWith('0') ? '1' : '0'}${h.slice(1)}`])
      return toHub(utf8(JSON.stringify({ ...asked, own })))
    }
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.disk.chain(first.chainHex).branch).toBeNull()
    expect((await kit.round()).kind).toBe('done')
    expect([flips, kit.disk.chain(first.chainHex).branch?.after]).toEqual([1, 3])
  })

  it('and whose branch the hub holds otherwise is refused: that way is known by its end (SPEC CHN-7)', async () => {
    await fork(1, 2)
    const branch = await second.branch()
    const by = { signer: hub.receiptSigner, kid: hub.receiptKid }
    kit.post = async (path, body, toHub) => {
      const answer = await toHub()
      if (path !== head || !utf8Text(body).includes(branch)) return answer
      const told = JSON.parse(await textOf(answer))
      const said = { ...(await hub.statement(told.head)), n: 4, h: 'ab'.repeat(32) }
      return json(200, { ...told, head: await signStatement(by, headStatement, said) })
    }
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'fork' })
    expect(await items()).toBe(4)
  })

  it('takes no receipt of its chain for its branch, nor the other way round (SPEC RCP-3)', async () => {
    await fork(3, 2)
    const { receipt } = await hub.push(await first.stream(1))
    kit.post = async (path, _body, toHub) => {
      const answer = await toHub()
      return path === push ? json(200, { receipt, problem: null }) : answer
    }
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.receiptedN).toBe(3)
  })
})

describe('after a restore of the hub', () => {
  const restoredTo = async (to: () => Promise<void>, then: () => Promise<void>) => {
    await to()
    hub.store.backup()
    await then()
    hub.store.restore()
    hub.epoch += 1
  }

  it('a branch that it has lost is sent again, the common part too (SPEC EPO-1, CHN-7)', async () => {
    await restoredTo(
      async () => {
        await fill(first, 2)
        await hub.push(await first.stream())
        await fill(second, 2)
        kit.keep()
      },
      async () => {
        await kit.round()
        expect([kit.receiptedN, await items()]).toEqual([5, 7])
      },
    )
    kit.asked.length = 0
    // the first round meets the new epoch, the next asks about all that was finished
    await kit.round()
    await kit.round()
    expect(kit.asked.filter((path) => path === push)).toHaveLength(1)
    expect([kit.disk.newChains, kit.receiptedN, await items()]).toEqual([['fork'], 5, 7])
  })

  it('one that it still has is not sent again (SPEC EPO-1)', async () => {
    await restoredTo(
      async () => {
        await fork(2, 2)
        await kit.round()
      },
      async () => {},
    )
    kit.asked.length = 0
    await kit.round()
    await kit.round()
    expect(kit.asked.filter((path) => path === push)).toHaveLength(0)
    expect([kit.receiptedN, await items()]).toEqual([5, 7])
  })

  it('that lost its end, which another took then: the receipts of before promise nothing (SPEC EPO-1, CHN-5)', async () => {
    await restoredTo(
      async () => {
        await hub.push(await first.stream())
      },
      async () => {
        await fill(second, 2)
        kit.keep()
        await kit.round()
        expect(kit.receiptedN).toBe(5)
        // as after a profile that was copied: the chain is finished, and all of it has receipts
        kit.disk.openChain()
      },
    )
    await fill(first, 2)
    await hub.push(await first.stream(4))
    for (let answered = 1; answered < 6; answered++) {
      let left = answered
      kit.post = async (_path, _body, toHub) => {
        if (left === 0) throw new LineError('timeout')
        left -= 1
        return toHub()
      }
      await kit.round()
    }
    kit.post = (_path, _body, toHub) => toHub()
    expect((await kit.round()).kind).toBe('done')
    expect([kit.receiptedN, await items()]).toEqual([5, 7])
  })

  it('a receipt of before, told again beside another’s head, promises nothing (SPEC EPO-1, fault 41)', async () => {
    await hub.push(await first.stream())
    hub.store.backup()
    await fill(second, 2)
    kit.keep()
    const answers: string[] = []
    kit.post = async (path, _body, toHub) => {
      const answer = await toHub()
      if (path !== push) return answer
      const told = JSON.parse(await textOf(answer))
      answers.push(told.receipt)
      return json(200, told)
    }
    await kit.round()
    kit.disk.openChain()
    hub.store.restore()
    hub.epoch += 1
    await fill(first, 2)
    await hub.push(await first.stream(4))
    kit.post = (_path, _body, toHub) => toHub()
    // the epoch is met, the place where they parted is found, and then the line is cut or lies
    await kit.round()
    let left = 2
    const cut = (then: typeof kit.post): typeof kit.post => {
      return async (...asked) => {
        if (left === 0) throw new LineError('timeout')
        left -= 1
        return then(...asked)
      }
    }
    kit.post = cut((_path, _body, toHub) => toHub())
    await kit.round()
    left = 1
    kit.post = cut(async (path, _body, toHub) => {
      const answer = await toHub()
      if (path !== head) return answer
      return json(200, { ...JSON.parse(await textOf(answer)), receipt: answers[0] })
    })
    await kit.round()
    kit.post = (_path, _body, toHub) => toHub()
    await kit.round()
    expect([kit.receiptedN, await items()]).toEqual([5, 7])
  })

  it('between two questions, that lost where they parted, leaves no branch: all goes on in the chain (SPEC EPO-1, CHN-8)', async () => {
    await hub.push(await first.stream(1, 2))
    hub.store.backup()
    await fork(2, 2)
    let restored = false
    kit.post = (path, body, toHub) => {
      if (path === head && !restored && utf8Text(body).includes('"own"')) {
        restored = true
        hub.store.restore()
        hub.epoch += 1
      }
      return toHub()
    }
    expect(await kit.round()).toMatchObject({ kind: 'done', more: true })
    expect(kit.disk.chain(first.chainHex).branch).toBeNull()
    await kit.round()
    expect([kit.receiptedN, await items()]).toEqual([5, 5])
    const other = new SyncKit(hub, first)
    other.keep()
    await other.round()
    expect([other.disk.newChains, other.receiptedN, await items()]).toEqual([['fork'], 5, 7])
  })

  it('that has lost where they parted, who comes first goes on in the chain, and the other is the branch (SPEC EPO-1, CHN-5)', async () => {
    const other = new SyncKit(hub, first)
    await restoredTo(
      async () => {
        await hub.push(await first.stream(1, 16))
      },
      async () => {
        await fork(2, 2)
        other.keep()
        await other.round()
        await kit.round()
        await hub.apply()
        await kit.round()
        await other.round()
        expect(stateOf(4)).toBe('held forked')
      },
    )
    await kit.round()
    await kit.round()
    await hub.apply()
    await kit.round()
    expect([4, 5].map((n) => stateOf(n))).toEqual(['applied', 'applied'])
    await other.round()
    expect([other.disk.newChains, other.receiptedN]).toEqual([['fork'], 5])
    await hub.apply()
    await other.round()
    expect([3, 4, 5].map((n) => stateOf(n, other))).toEqual(['applied', 'held forked', 'held forked'])
    expect(await items()).toBe(7)
  })
})

it('says its places in bytes that the hub’s own schema takes (SPEC HEA-6)', async () => {
  await fork(1, 1)
  let asked = ''
  kit.post = (path, body, toHub) => {
    if (path === head && utf8Text(body).includes('"own"')) asked = utf8Text(body)
    return toHub()
  }
  await kit.round()
  expect(JSON.parse(asked).own.map(([n]: [number]) => n)).toEqual([1, 2, 3, 4])
  expect(utf8(asked).length).toBeLessThan(4096)
})
