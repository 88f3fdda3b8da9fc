import { parseShortCode } from './shortCode.ts'

/**
 * The official mã hồ sơ as far as one public document and public code show (facts §5, `statuses.json`): unit, yymmdd,
 * running number of 4 to 7 digits. No official text was read, so a code of another form only warns.
 */
const pattern = /^(?:[A-Z]?\d{2,3}(?:\.\d{1,3})*|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-\d{6}-\d{4,7}$/

export type OfficialCodeWarning = 'officialCodeUnusual' | 'officialCodeIsOurs'

export interface OfficialCodeCheck {
  /** The code as it is stored: upper case, no spaces. */
  readonly code: string
  readonly looksOfficial: boolean
  readonly warnings: readonly OfficialCodeWarning[]
}

/** Checks a code that an officer copies from the official system; it warns and never blocks. */
export const checkOfficialDossierCode = (typed: string): OfficialCodeCheck => {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
  const looksOfficial = pattern.test(code)
  const isOurs = parseShortCode(code).ok
  return { code, looksOfficial, warnings: looksOfficial ? [] : [isOurs ? 'officialCodeIsOurs' : 'officialCodeUnusual'] }
}
