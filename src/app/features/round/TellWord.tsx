import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { ShowFrames } from '../../scan/ShowFrames.tsx'
import type { RoundPort } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { canShare, saveFile, shareable, shareFile } from '../../ui/saveFile.ts'

type State =
  | { kind: 'none' | 'failed' }
  | { kind: 'shown'; frames: readonly string[]; houses: number }
  | { kind: 'saved'; file: File; houses: number }

interface Props {
  port: RoundPort
  onTold: () => void
}

/** Where this tablet was tonight: as running pictures for the other one's camera, or as a file where a camera is broken. */
export function TellWord({ port, onTold }: Props) {
  const { handover } = usePorts()
  const [state, setState] = useState<State>({ kind: 'none' })

  async function show() {
    try {
      const { bytes, houses } = await port.word()
      const frames = await (await handover()).frames(bytes)
      setState(frames ? { kind: 'shown', frames, houses } : { kind: 'failed' })
      if (frames) onTold()
    } catch {
      setState({ kind: 'failed' })
    }
  }

  async function save() {
    try {
      const { name, bytes, houses } = await port.word()
      const file = new File([bytes], name, { type: 'application/octet-stream' })
      if (!(await saveFile(file))) return
      setState({ kind: 'saved', file, houses })
      onTold()
    } catch {
      setState({ kind: 'failed' })
    }
  }

  return (
    <section class="stack" aria-labelledby="tell-title">
      <h2 id="tell-title">{t('round:meet.tell')}</h2>
      {state.kind === 'shown' ? (
        <>
          <Notice tone="info" title={t('round:meet.own', { count: state.houses })}>
            {t('round:meet.hold')}
          </Notice>
          <ShowFrames frames={state.frames} />
          <div>
            <Button icon="close" onClick={() => setState({ kind: 'none' })}>
              {t('round:meet.hide')}
            </Button>
          </div>
        </>
      ) : (
        <div class="cluster">
          <Button icon="phone" onClick={() => void show()}>
            {t('round:meet.show')}
          </Button>
          <Button icon="document" onClick={() => void save()}>
            {t('round:meet.save')}
          </Button>
        </div>
      )}
      <div role="status" class="stack stack--tight">
        {state.kind === 'failed' && <Notice tone="warning">{t('round:meet.failed')}</Notice>}
        {state.kind === 'saved' && (
          <Notice tone="done" title={t('round:meet.own', { count: state.houses })}>
            {t('round:meet.saved', { name: state.file.name })}
          </Notice>
        )}
      </div>
      {state.kind === 'saved' && canShare(shareable(state.file)) && (
        <div>
          <Button icon="send" onClick={() => void shareFile(shareable(state.file)).catch(() => undefined)}>
            {t('handover:out.share')}
          </Button>
        </div>
      )}
    </section>
  )
}
