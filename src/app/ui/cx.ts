/** Joins the class names that are given; falsy parts drop out, so `cx('a', open && 'a--open')` reads as a sentence. */
export function cx(...parts: (string | false | null | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}
