import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import './title.css'

interface Props {
  children: ComponentChildren
  id?: string
  /** Take focus when the screen appears, so that readers and keyboards start at the question. */
  takesFocus?: boolean
}

/** The screen's one heading: a question or an instruction. Give the screen a `key`, so that a new question is a new title. */
export function Title({ children, id, takesFocus = true }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    // a new screen begins at its top, wherever the one before was scrolled to
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <h1 class="title" id={id} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  )
}
