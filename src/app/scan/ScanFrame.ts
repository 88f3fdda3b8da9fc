import type { ComponentChildren } from 'preact'
import type { FieldError } from '../ui/errorSummary/ErrorSummary.tsx'

/** What stands around a scan's screens: the page of the draft that is being filled. */
export interface ScanFrameParts {
  children: ComponentChildren
  errors?: readonly FieldError[]
  onEdit?: () => void
  onNext?: () => void
  nextText?: string
  nextIcon?: 'check'
  more?: ComponentChildren
}
export type ScanFrame = (parts: ScanFrameParts) => ComponentChildren
