/** The part of Trusted Types that is used here; browsers without it take plain strings. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    /** the browser takes the result wherever it takes the URL of a script */
    createScriptURL(url: string): string
  }
}

/**
 * URLs of scripts that this app starts besides its page: the service worker and the workers, all from its own origin. Under
 * `require-trusted-types-for 'script'` (security-sync §3a) no other URL can become a script. Call once a page for each name of a
 * policy: the hub's pages allow `tram-so`, `tram-so-camera` and `tram-so-scan`, and each can be taken once.
 */
export function trustScripts(known: readonly string[], name = 'tram-so'): (url: string) => string {
  const check = (url: string) => {
    if (!known.includes(url) || new URL(url, location.href).origin !== location.origin) {
      throw new TypeError('not a script of this app')
    }
    return url
  }
  const { trustedTypes } = globalThis as typeof globalThis & { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy(name, { createScriptURL: check })
  return policy ? (url) => policy.createScriptURL(url) : check
}
