import { t } from '../../i18n/i18n.ts'
import { problemLine } from '../../i18n/problemText.ts'
import type { PackNote } from '../../storage/ports.ts'
import { usePackValue } from '../../storage/usePacks.ts'

const none: readonly PackNote[] = []

/** What the commune published to this tablet, and why something of it was not taken in; nothing where there is none. */
export function PackNotes() {
  const notes = usePackValue((packs) => packs.notes, none)
  if (notes.length === 0) return null
  return (
    <section class="stack stack--tight" aria-labelledby="packs-title">
      <h2 id="packs-title">{t('status:packs.title')}</h2>
      <ul>
        {notes.map(({ id, version, refused }) => (
          <li key={id}>
            <strong>{id}</strong> {version > 0 ? t('status:packs.here', { version }) : t('status:packs.none')}
            {refused && ` ${t('status:packs.refused', { version: refused.version, why: problemLine(refused.reason) })}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
