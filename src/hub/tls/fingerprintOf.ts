import { createHash, X509Certificate } from 'node:crypto'

/** SHA-256 of a certificate as Android shows it: pairs of digits with colons. @param cert PEM */
export const fingerprintOf = (cert: string): string =>
  (createHash('sha256').update(new X509Certificate(cert).raw).digest('hex').match(/../g) ?? []).join(':').toUpperCase()
