const collator = new Intl.Collator('vi')

/** Vietnamese order of people: the given name (the last word) first, then the whole name. A new list; the given one stays. */
export function sortByName<T>(list: readonly T[], nameOf: (item: T) => string): T[] {
  const given = (name: string) => name.trim().split(/\s+/).at(-1) ?? ''
  return [...list].sort((a, b) => {
    const [nameA, nameB] = [nameOf(a), nameOf(b)]
    return collator.compare(given(nameA), given(nameB)) || collator.compare(nameA, nameB)
  })
}
