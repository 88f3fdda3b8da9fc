import type { LadderStep } from '../../../domain/ladderDefinition.ts'
import type { PhoneArea } from '../../ui/phonePicture/PhonePicture.tsx'

type Shape = 'button' | 'field' | 'fields' | 'keys' | 'message'

const messageArea: PhoneArea = { x: 0.1, y: 0.22, width: 0.8, height: 0.3 }

/** What to draw on the schematic phone for a step: a message where nothing is touched, else the part that is touched. */
export function stepPicture({ touch }: Pick<LadderStep, 'touch'>): { touch: PhoneArea; shape: Shape } {
  if (!touch) return { touch: messageArea, shape: 'message' }
  if (touch.height <= 0.12) return { touch, shape: touch.y > 0.6 || touch.width < 0.5 ? 'button' : 'field' }
  return { touch, shape: touch.y >= 0.5 ? 'keys' : 'fields' }
}
