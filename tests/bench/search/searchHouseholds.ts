import { foldVietnamese, matchesWords } from '../../../src/domain/foldVietnamese.ts'

interface Asked {
  names: readonly string[]
  perHouse: number
  queries: readonly string[]
  times: number
}

/** How long each search takes, ms: so many for each query, letter by letter. */
function searchHouseholds({ names, perHouse, queries, times }: Asked): number[] {
  const houses = Array.from({ length: names.length / perHouse }, (_, i) =>
    foldVietnamese(names.slice(i * perHouse, (i + 1) * perHouse).join(' ')).split(' '),
  )
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    for (const query of queries) {
      for (let letters = 1; letters <= query.length; letters++) {
        const began = performance.now()
        houses.filter((words) => matchesWords(words, query.slice(0, letters)))
        took.push(performance.now() - began)
      }
    }
  }
  return took
}

declare global {
  interface Window {
    searchHouseholds: (asked: Asked) => number[]
  }
}
window.searchHouseholds = searchHouseholds
