import { foldVietnamese } from './foldVietnamese.ts'

interface Named {
  readonly number: string
  readonly head: string
}

/** Which household a list means: one that is there, none, or nobody can say which. */
export type HouseholdMatch<H> =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly household: H }
  /** the number says one house and the head another, or several houses have this head */
  | { readonly kind: 'unclear'; readonly household: H }

/** `014`, ` 14 ` and `14` are one number to a spreadsheet; `14A` and `14 a` to a hamlet. */
const foldedNumber = (number: string): string =>
  (foldVietnamese(number).match(/\p{Nd}+|\p{L}+/gu) ?? []).map((part) => part.replace(/^0+(?=\p{Nd})/u, '')).join(' ')

/** The households of a hamlet by what lists know them: by number, and where one side has none by the head. */
export class HouseholdIndex<H extends Named> {
  private readonly byNumber = new Map<string, H>()
  private readonly byHead = new Map<string, Set<H>>()

  constructor(households: readonly H[] = []) {
    for (const household of households) this.add(household)
  }

  /** Also once more for one that has got a number or a head since. */
  add(household: H): void {
    const [number, head] = [foldedNumber(household.number), foldVietnamese(household.head)]
    if (number !== '' && !this.byNumber.has(number)) this.byNumber.set(number, household)
    if (head !== '') this.byHead.set(head, (this.byHead.get(head) ?? new Set<H>()).add(household))
  }

  find(listed: Named): HouseholdMatch<H> {
    const [number, head] = [foldedNumber(listed.number), foldVietnamese(listed.head)]
    const numbered = this.byNumber.get(number)
    if (numbered) {
      const other = foldVietnamese(numbered.head)
      const isOther = head !== '' && other !== '' && head !== other
      return { kind: isOther ? 'unclear' : 'known', household: numbered }
    }
    const named = [...(this.byHead.get(head) ?? [])].filter((one) => number === '' || foldedNumber(one.number) === '')
    const [household, second] = named
    if (!household) return { kind: 'none' }
    return { kind: second ? 'unclear' : 'known', household }
  }
}
