import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { type ImportedFile, useDeskHandover } from './deskHandover.ts'
import { LoadedFile } from './LoadedFile.tsx'

/** A file with what became of it. */
type Loaded = { name: string; imported: ImportedFile } | { name: string; refusal: string }

/** Files of tablets without a line: each is taken in by itself, and one that is refused keeps no other back. */
export function LoadFiles({ onLoaded }: { onLoaded: () => void }) {
  const port = useDeskHandover()
  const [busy, setBusy] = useState<string | null>(null)
  const [loaded, setLoaded] = useState<readonly Loaded[]>([])

  async function load(files: readonly File[]) {
    setLoaded([])
    for (const file of files) {
      setBusy(file.name)
      const done = await port.importFile(file).then(
        (imported): Loaded => ({ name: file.name, imported }),
        (error): Loaded => ({ name: file.name, refusal: errorLine(error) }),
      )
      setLoaded((before) => [...before, done])
    }
    setBusy(null)
    onLoaded()
  }

  return (
    <Card>
      <div class="stack">
        <h2>{t('handover:desk.load.title')}</h2>
        <p class="measure">{t('handover:desk.load.text')}</p>
        <FileChoice
          id="work-files"
          text={t('handover:desk.load.choose')}
          hint={t('handover:desk.load.hint')}
          accept=".tramso,.txt"
          several
          disabled={busy !== null}
          onFiles={(files) => void load(files)}
        />
        <div role="status" class="stack">
          {loaded.map((file, at) =>
            'refusal' in file ? (
              <Notice key={at} tone="warning" title={`${file.name}:`}>
                {file.refusal}
              </Notice>
            ) : (
              <LoadedFile key={at} name={file.name} imported={file.imported} />
            ),
          )}
          {busy !== null && <Busy text={t('handover:desk.load.busy', { name: busy })} />}
        </div>
      </div>
    </Card>
  )
}
