/** Sizes that both sides hold to (SPEC ITM-6, STR-2, STR-5, STR-6, STO-4, VER-4, PHO-1, PHO-6, PCK-1). Bytes unless said otherwise. */
export const limits = {
  ciphertext: 64 * 1024,
  inflated: 256 * 1024,
  jsonDepth: 16,
  frameItems: 64,
  pushBody: 1024 * 1024,
  /** what one device may store in a day of the hub's clock: ciphertext, and items whatever their size */
  deviceDayBytes: 64 * 1024 * 1024,
  deviceDayItems: 20_000,
  /** branches of one chain: an honest tablet is cloned or restored a few times in its life */
  branches: 64,
  /** and photos: what a tablet can hold that was a month without a line */
  deviceDayPhotoBytes: 256 * 1024 * 1024,
  pageEntries: 250,
  ledger: 150 * 1024 * 1024,
  extra: 4 * 1024,
  /** groups of one item with a base of their own: each costs the hub two look-ups */
  ownBases: 40,
  /** the longest side of a photo, pixels; the JPEG; its sealed form (SPEC PHO-1, PHO-2) */
  photoSide: 1600,
  photoJpeg: 200 * 1024,
  photoSealed: 256 * 1024,
  /** uploads of one device that may be unfinished (SPEC PHO-6) */
  photosUnfinished: 8,
  /** body of a data pack (SPEC PCK-1) */
  packBody: 3 * 1024 * 1024,
  /** photos that one request asks about (SPEC PHO-7) */
  photosAsked: 200,
  /** numbers of the queue in one request (KSK-8) */
  numbersTold: 100,
} as const

/** The wire versions that this code speaks (SPEC VER-1). */
export const wireVersions = { min: 1, max: 1 } as const
