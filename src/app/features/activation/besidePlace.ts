/** The address of a step of a guide that runs beside the ladder; its part names the guide and the step. */
export const besidePlace = (guide: string, step = '', place: 'beside' | 'besideWhy' = 'beside'): string =>
  `${place}/${guide}.${step}`

/** The guide and the step that a part of an address names. */
export function besidePart(part: string): { guideId: string; stepId: string } {
  const [guideId = '', stepId = ''] = part.split('.')
  return { guideId, stepId }
}
