/** One line of the tenant's audit: who did what to which row. Never a person's data, only ids and codes. */
export interface AuditEntry {
  /** hub time, ms */
  at: number
  /** `device:<id>`, `volunteer:<id>`, `officer:<id>`, `hub`, `cli` */
  actor: string
  /** verb, e.g. `append`, `apply`, `read`, `resolve-conflict`, `enrol`, `approve-device`, `login` */
  action: string
  /** `record:<id>`, `chain:<id>`, `device:<id>` … */
  subject: string
  /** small JSON of ids, numbers and codes */
  detail?: Record<string, string | number | boolean | null>
}

/** A stored audit line with its place and hashes (hex). `hash = SHA-256(prev ‖ canonicalAuditLine(entry, n))`. */
export interface AuditRow extends AuditEntry {
  n: number
  prev: string
  hash: string
}

/** The bytes that the audit chain hashes: JSON with keys in this fixed order (SPEC AUD-1). */
export function canonicalAuditLine(n: number, entry: AuditEntry): string {
  const detail = entry.detail ?? {}
  const sorted = Object.fromEntries(
    Object.keys(detail)
      .sort()
      .map((key) => [key, detail[key] ?? null]),
  )
  return JSON.stringify([n, entry.at, entry.actor, entry.action, entry.subject, sorted])
}
