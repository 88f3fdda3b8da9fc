import { useEffect, useMemo } from 'preact/hooks'
import { findSecret } from '../../../domain/secretGuard.ts'
import { createAutosave } from '../../storage/autosave.ts'
import { registerSave } from '../../storage/openSaves.ts'
import { useStudio } from './studioPort.ts'

/** On a tablet what is typed is kept, sealed, as it is typed (SPEC STU-4), and before the lock; at the desk nothing is. */
export function useKeptText(language: string, source: string) {
  const { own } = useStudio()
  const autosave = useMemo(
    () =>
      own &&
      createAutosave((patch) =>
        own.keepText({ language, kind: 'translation', key: source }, String(patch.words?.text ?? '')),
      ),
    [own, language, source],
  )
  useEffect(() => {
    if (!autosave) return
    const unregister = registerSave(autosave.flush)
    return () => void autosave.flush().finally(unregister)
  }, [autosave])
  return {
    keep(text: string) {
      // what looks like a code is kept nowhere; it stands on the screen only (SPEC STO-5)
      if (findSecret(text) === null) autosave?.push({ words: { text } })
    },
    /** Until the disk has it. */
    written: async () => (autosave ? autosave.flush() : true),
  }
}
