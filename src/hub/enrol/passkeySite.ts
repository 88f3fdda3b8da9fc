import { isIP } from 'node:net'

/** Where passkeys belong to: browsers bind them to a name, and only on a secure page. */
export interface PasskeySite {
  /** the name without scheme and port */
  rpId: string
  /** the page's origin as it stands in what the browser signs */
  origin: string
}

/** The desk's site for passkeys; null where it is reached by a number, or over plain HTTP from elsewhere. */
export function passkeySite(officeUrl: string): PasskeySite | null {
  const { hostname, protocol, origin } = new URL(officeUrl)
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0
  const isSecure = protocol === 'https:' || hostname === 'localhost'
  return isName && isSecure ? { rpId: hostname, origin } : null
}
