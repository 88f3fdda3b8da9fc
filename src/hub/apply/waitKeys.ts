/*
 * What a held item waits for, as the store finds it again (SPEC VDT-3): an item that is decided, one that is known by its hash and
 * may not be here yet (ITM-5), a record that comes, a version that a record reaches.
 */
export const itemKey = (chain: string, n: number): string => `item:${chain}:${n}`
export const hashKey = (chain: string, n: number, h: string): string => `item:${chain}:${n}:${h}`
export const recordKey = (id: string): string => `record:${id}`
export const versionKey = (id: string, version: number): string => `version:${id}:${version}`
