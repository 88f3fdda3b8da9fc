/**
 * A field's place in an address: `answers-name` for `answers.name`. A dot in the last part would make it look like a file,
 * which the service worker does not answer with the app's page (sw.ts), and then nobody could reload there with no line.
 * Field names hold no hyphen (`fieldNamePattern`), so it reads back exactly.
 */
export const toAddress = (path: string): string => path.replace('.', '-')

/** The field path of an address part. */
export const fromAddress = (part: string): string => part.replace('-', '.')
