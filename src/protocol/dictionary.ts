import { utf8 } from '../crypto/bytes.ts'
import { dictionaryV1 } from './dictionaryV1.ts'

/**
 * Preset dictionaries for deflate by their number on the wire (SPEC ITM-1); append-only, at most 16 kB each. They are made
 * of field names, official names and common words (scripts/build-dictionary.mjs), never of anybody's case.
 */
export const dictionaries: Readonly<Record<number, Uint8Array>> = { 1: utf8(dictionaryV1) }
