/** Letters that carry a stroke or hook which Unicode does not take apart: Vietnamese đ, S'tiêng and M'nông ƀ and ɓ. */
const plainLetters: Readonly<Record<string, string>> = { đ: 'd', Đ: 'd', ƀ: 'b', Ƀ: 'b', ɓ: 'b', Ɓ: 'b' }

/** @returns the text in lower case without accents; Khmer, Cham and Hán letters stay as they are. */
export const stripAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐƀɃɓƁ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .toLowerCase()

/** @returns the words of a text for searching: no accents, no case, `S'tiêng` as one word. */
export const foldVietnamese = (text: string): string =>
  stripAccents(text)
    .replace(/['’‘ʼ`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** Whether each word of the query begins a word of the text; an empty query matches everything. */
export const matchesSearch = (haystack: string, query: string): boolean =>
  matchesWords(foldVietnamese(haystack).split(' '), query)

/** The same for a long list, whose words are folded once and not at each letter that is typed. */
export const matchesWords = (words: readonly string[], query: string): boolean => {
  const wanted = foldVietnamese(query)
  return wanted === '' || wanted.split(' ').every((start) => words.some((word) => word.startsWith(start)))
}

const collator = new Intl.Collator('vi', { numeric: true })

/** Orders texts as a Vietnamese reader expects: a, ă, â, b, c, d, đ … and then by tone. */
export const compareVietnamese = (a: string, b: string): number => collator.compare(a, b)
