/** Frozen with wire version 1; written by scripts/build-dictionary.mjs. Most likely strings stand last. */
export const dictionaryV1 = '{"g":{"identity":{"name":"'
