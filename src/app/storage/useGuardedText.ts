import { useState } from 'preact/hooks'
import { findSecret, type SecretKind } from '../../domain/secretGuard.ts'

export interface GuardedText {
  /** What stands in the box, refused or not. */
  value: string
  /** Set while the box holds what must never be stored. */
  secret: SecretKind | null
  onInput(text: string): void
}

/**
 * A box whose text is looked at before it is handed on: what looks like an OTP, passcode or password stays on the screen
 * with its error and reaches no store (design §1). `save` gets every other text at once, null for an empty box.
 * @param kind `number`: digits of a known length, where six digits are only a number half typed; they are not stored, and
 *   nobody is told off
 */
export function useGuardedText(
  stored: string,
  save: (text: string | null) => void,
  kind: 'words' | 'number' = 'words',
): GuardedText {
  const [value, setValue] = useState(stored)
  const [kept, setKept] = useState(stored)
  const [secret, setSecret] = useState<SecretKind | null>(null)

  function keep(text: string) {
    setKept(text)
    save(text === '' ? null : text)
  }

  return {
    value,
    secret,
    onInput(text) {
      setValue(text)
      const found = findSecret(text)
      setSecret(kind === 'words' ? (found?.kind ?? null) : null)
      if (!found) keep(text)
      // the first digits of a code may have been kept before it was one: they go, the words stay
      else if (kind === 'words' && /\d/.test(kept)) keep(kept.replace(/\d/g, '').trim())
    },
  }
}
