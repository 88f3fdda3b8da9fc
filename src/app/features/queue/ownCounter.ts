const storageKey = 'tramso.counter'

/** Which counter this machine stands at, as its officer named it; `1` until then. */
export function ownCounter(): string {
  try {
    return localStorage.getItem(storageKey) ?? '1'
  } catch {
    return '1'
  }
}

export function keepCounter(counter: string): void {
  try {
    localStorage.setItem(storageKey, counter)
  } catch {
    // then it lasts as long as the page
  }
}
