/** The words of a search text, split at white space; the caller has folded accents and case (domain's fold). */
export function searchWords(search: string | undefined): string[] {
  return (search ?? '').split(/\s+/u).filter((word) => word !== '')
}
