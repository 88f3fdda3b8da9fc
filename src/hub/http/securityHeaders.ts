import type { MiddlewareHandler } from 'hono'

/** No inline script, no eval (WebAssembly apart: Argon2id, the scan of a card), nothing from elsewhere, and no HTML made of strings. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types tram-so tram-so-camera tram-so-scan',
].join('; ')

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(self), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), publickey-credentials-get=(self), screen-wake-lock=(self), usb=()',
}

/**
 * Headers on every answer. HSTS only where the origin is https: elsewhere it would be ignored or lock people out.
 * @param asksPlace a page there may ask where it is: a tablet's, for the map point of a house that agreed (SPEC RND-2)
 */
export const securityHeaders = (origin: string, asksPlace = false): MiddlewareHandler => {
  const all: Record<string, string> = { ...headers }
  if (asksPlace) {
    all['permissions-policy'] = headers['permissions-policy'].replace('geolocation=()', 'geolocation=(self)')
  }
  if (origin.startsWith('https:')) all['strict-transport-security'] = 'max-age=31536000'
  return async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(all)) context.res.headers.set(name, value)
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store')
  }
}
