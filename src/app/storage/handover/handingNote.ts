/** One change of hands: `given` by somebody to a person or tablet ('' for any of the team), `taken` by somebody from one. */
export interface Handing {
  kind: 'given' | 'taken'
  by: string
  to: string
  /** the tablet that wrote it */
  where: string
  at: number
}

/**
 * The line in the record's notes, which are only ever added to and which the desk reads in its own language (`hand`). The sentence
 * beside it is for a desk of before, which knows no other.
 */
export function noteOf({ at, ...hand }: Handing) {
  const { kind, by, to, where } = hand
  const text =
    kind === 'given'
      ? `${by} (${where}) giao cho ${to || 'máy nào trong tổ mở trước'}.`
      : `${by} (${where}) nhận từ ${to || 'người đang giữ'}.`
  return { at, text, hand }
}
