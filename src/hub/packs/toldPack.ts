import { parseJws } from '../../protocol/jws.ts'
import { type PackStatement, packStatement } from '../../protocol/pack.ts'
import type { PackRow } from '../store/rows.ts'

/** What the hub itself said of a pack last. */
export function toldPack({ jws }: PackRow): PackStatement | null {
  const parsed = packStatement.schema.safeParse(parseJws(jws)?.payload)
  return parsed.success ? parsed.data : null
}
