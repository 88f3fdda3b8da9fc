import { describe, expect, it } from 'vitest'
import { networkOf, plainAddress, subnetOf } from './address.ts'

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113', '203.0.*'],
    ['::ffff:203.0.113.7', '203.0.113', '203.0.*'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:*'],
    ['2001:DB8::5', '2001:db8:0:0', '2001:db8:*'],
    ['::1', '0:0:0:0', '0:0:*'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:*'],
    ['local', 'local', 'local'],
    ['', 'local', 'local'],
  ])('%s belongs to %s, and the log says %s', (address, subnet, network) => {
    expect(subnetOf(address)).toBe(subnet)
    expect(networkOf(address)).toBe(network)
  })

  it('that is IPv4 inside IPv6 is IPv4', () => {
    expect(plainAddress('::FFFF:10.0.0.1')).toBe('10.0.0.1')
    expect(plainAddress('::1')).toBe('::1')
  })
})
