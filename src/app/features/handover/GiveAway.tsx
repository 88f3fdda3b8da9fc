import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { CodeScan } from '../../scan/CodeScan.tsx'
import { ShowFrames } from '../../scan/ShowFrames.tsx'
import type { TabletKey } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { canShare, saveFile, shareable, shareFile } from '../../ui/saveFile.ts'

type State =
  | { kind: 'none' | 'no-key' | 'sealed' | 'too-long' | 'failed' }
  | { kind: 'key'; to: TabletKey }
  | { kind: 'made'; to: TabletKey; file: File; photos: number }
  | { kind: 'shown'; to: TabletKey; frames: readonly string[]; photos: number }

/** No key is longer. */
const mostKeyBytes = 2_000

/** To another tablet with no line: sealed for that one alone, it stays here until the other one's code comes back. */
export function GiveAway({ id }: { id: string }) {
  const { handover } = usePorts()
  const [state, setState] = useState<State>({ kind: 'none' })
  const [scans, setScans] = useState(false)

  async function readKey(text: string) {
    const to = await (await handover()).readKey(text)
    if (to) setScans(false)
    setState(to ? { kind: 'key', to } : { kind: 'no-key' })
  }

  async function make(to: TabletKey) {
    try {
      const given = await (await handover()).giveAway(id, to)
      if (given.kind === 'sealed') return setState({ kind: 'sealed' })
      const file = new File([given.bytes], given.name, { type: 'application/octet-stream' })
      // who changed their mind has no file: the key is still there to try again with
      const saved = await saveFile(file)
      setState(saved ? { kind: 'made', to, file, photos: given.photos } : { kind: 'key', to })
    } catch {
      setState({ kind: 'failed' })
    }
  }

  /** By the camera of the other tablet: text only, and no stick between them. */
  async function show(to: TabletKey) {
    try {
      const port = await handover()
      const given = await port.giveAway(id, to)
      if (given.kind === 'sealed') return setState({ kind: 'sealed' })
      const frames = await port.frames(given.bytes)
      if (!frames) return setState({ kind: 'too-long' })
      setState({ kind: 'shown', to, frames, photos: given.photos })
    } catch {
      setState({ kind: 'failed' })
    }
  }

  return (
    <section class="stack" aria-labelledby="away-title">
      <h2 id="away-title">{t('handover:away.title')}</h2>
      <p class="measure">{t('handover:away.text')}</p>
      {scans ? (
        <CodeScan onText={(text) => void readKey(text).catch(() => setState({ kind: 'failed' }))} />
      ) : (
        <div class="cluster">
          <Button icon="camera" onClick={() => setScans(true)}>
            {t('handover:away.scan')}
          </Button>
        </div>
      )}
      <FileChoice
        id="tablet-key"
        text={t('handover:away.key')}
        hint={t('handover:away.keyHint')}
        accept=".txt,.json"
        onFiles={([file]) => {
          if (file && file.size <= mostKeyBytes) void file.text().then(readKey, () => setState({ kind: 'failed' }))
          else setState({ kind: 'no-key' })
        }}
      />
      <div role="status" class="stack stack--tight">
        {state.kind === 'no-key' && <Notice tone="warning">{t('handover:away.noKey')}</Notice>}
        {state.kind === 'sealed' && <Notice tone="info">{t('handover:away.sealed')}</Notice>}
        {state.kind === 'too-long' && <Notice tone="info">{t('handover:away.tooLong')}</Notice>}
        {state.kind === 'failed' && <Notice tone="warning">{t('handover:failed')}</Notice>}
        {state.kind === 'key' && (
          <Notice tone="help" title={t('handover:away.to', { label: state.to.label })}>
            {t('handover:away.check')}
          </Notice>
        )}
        {state.kind === 'made' && (
          <Notice tone="done" title={t('handover:away.made', { name: state.file.name })}>
            {t('handover:away.next', { label: state.to.label })}
            {state.photos > 0 && ` ${t('handover:away.photos', { count: state.photos })}`}
          </Notice>
        )}
      </div>
      {state.kind === 'key' && <BigCode label={t('handover:take.check')} code={state.to.check} />}
      {state.kind === 'key' && (
        <div class="cluster">
          <Button variant="primary" icon="document" onClick={() => void make(state.to)}>
            {t('handover:away.make')}
          </Button>
          <Button icon="phone" onClick={() => void show(state.to)}>
            {t('handover:away.show')}
          </Button>
        </div>
      )}
      {state.kind === 'shown' && (
        <>
          <Notice tone="info" title={t('handover:away.to', { label: state.to.label })}>
            {t('handover:frames.hold2')}
            {state.photos > 0 && ` ${t('handover:away.photos', { count: state.photos })}`}
          </Notice>
          <ShowFrames frames={state.frames} />
        </>
      )}
      {state.kind === 'made' && canShare(shareable(state.file)) && (
        <div class="cluster">
          <Button icon="send" onClick={() => void shareFile(shareable(state.file)).catch(() => undefined)}>
            {t('handover:out.share')}
          </Button>
        </div>
      )}
    </section>
  )
}
