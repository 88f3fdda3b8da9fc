import { utf8 } from '../crypto/bytes.ts'
import { codesV1 } from './codesV1.ts'
import { dictionaryV1 } from './dictionaryV1.ts'
import { PresetDeflate } from './presetDeflate.ts'

/** What a reader of an item must know beside its bytes (SPEC ITM-7): the preset window, and what stands before the body. */
export interface Coding {
  readonly dictionary: Uint8Array
  readonly header: Uint8Array
}

const plain: Coding = { dictionary: new Uint8Array(0), header: new Uint8Array(0) }

/**
 * How payloads are deflated, by number on the wire (SPEC ITM-1); append-only. Dictionary and codes are made of field names,
 * official names, common words and invented samples (scripts/build-dictionary.mjs), never of anybody's case.
 */
export const codings = { 1: new PresetDeflate(utf8(dictionaryV1), codesV1) } as const

/** The coding of this number; undefined when this version does not know it. */
export const codingOf = (number: number): Coding | undefined =>
  number === 0 ? plain : number === 1 ? codings[1] : undefined
