import { useEffect } from 'preact/hooks'

/** Names the document: histories, tab lists and screenshots keep it, so it never holds a person's data (SPEC STO-1). */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
