/** Sizes of what is carried by hand and told of evenings, beside `limits.ts`: no first screen needs them. */
export const handoverLimits = {
  /** a file of work: all of it, bytes, and its parts (SPEC FIL-1) */
  workFile: 24 * 1024 * 1024,
  workFileParts: 400,
  /** what a part says of itself, bytes: the longest is a photo's authorization */
  partDetail: 4096,
  /** evenings that one pull or file tells of, characters of each word, stretches in it (SPEC LED-2) */
  eveningsTold: 4,
  eveningWord: 4096,
  eveningStretches: 40,
  /** how far from the hub's clock an evening may be, days, and of how many the hub keeps a tablet's word (SPEC LED-3) */
  eveningDaysOff: 40,
  eveningsKept: 60,
} as const
