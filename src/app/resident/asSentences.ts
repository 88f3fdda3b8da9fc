/** Texts as one, with a full stop after each that has none of its own; also of Khmer and Chinese. */
export const asSentences = (texts: readonly string[]): string => texts.join('. ').replace(/([.?!:。？！：។៖])\./g, '$1')
