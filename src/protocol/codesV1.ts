import type { PresetCodes } from './presetDeflate.ts'

/** Frozen with wire version 1; written by scripts/build-dictionary.mjs. */
export const codesV1: PresetCodes = {
  literals:
    'cccccccccccccccccccccccccccccccc9c6ccccccccc768c4444555555ccccccccc9cccaccc9cbbc9cb88cbc9bccc7ccc9cc' +
    'cb9bc9caaaaa9cacaacccbccc7ccccccccccccccccccccccccccccccccccccc99cccccbccccccccccccccc9cccccccc8cccc' +
    'ccccccccccccccccccccccccc9cccccccccccccccccccccccccccccc755555964675566969778caccccccc',
  distances: 'cccc9ccca9a54556676334434435c',
}
