/** One change of hands: `given` by somebody to a person or tablet, `taken` by somebody from one. */
export interface Handing {
  kind: 'given' | 'taken'
  by: string
  to: string
  /** the tablet that wrote it */
  where: string
  at: number
}

/**
 * The line in the record's notes, which are only ever added to and which the desk reads. It is of the record, not of a screen: in
 * Vietnamese, whatever language the tablet speaks.
 */
export function noteOf({ kind, by, to, where, at }: Handing): { at: number; text: string } {
  const text = kind === 'given' ? `${by} (${where}) giao cho ${to}.` : `${by} (${where}) nhận từ ${to}.`
  return { at, text }
}
