import type { PresetCodes } from './presetDeflate.ts'

/** Frozen with wire version 1; written by scripts/build-dictionary.mjs. */
export const codesV1: PresetCodes = {
  literals:
    'ffffffffffffffffffffffffffffffff9f7fffffffff868f4444545545fffffffeb9cffacefacbbf9dc88fbf9cfff7fff9de' +
    'eb9bc9faaaaa9faeaaffdbfff7fffffffffffffffffffffeffffffffffffecf89fffccbfedffefdcdffffd9efffefff8ffef' +
    'fffffffffffffffffffffffff9ffffffffffffffffffffffffffffff775555964675565a69778eaeffffff',
  distances: 'fffdacaba9954556667334434435f',
}
