import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { DraftSummary } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

interface Props {
  draft: DraftSummary
  onTaken(): void
}

/** Asks before somebody else's work is taken on; it is written down in its notes. */
export function TakeOver({ draft: { id, held }, onTaken }: Props) {
  const { handover } = usePorts()
  const [failed, setFailed] = useState(false)

  async function takeOver() {
    setFailed(false)
    try {
      await (await handover()).takeOver(id)
      onTaken()
    } catch {
      setFailed(true)
    }
  }

  return (
    <section class="stack" aria-labelledby="take-over-title">
      <h2 id="take-over-title">{t('handover:held.title')}</h2>
      <p class="measure">{t(`handover:held.${held?.way ?? 'here'}Text`)}</p>
      <div class="cluster">
        <Button icon="hand" onClick={() => void takeOver()}>
          {t('handover:held.take')}
        </Button>
      </div>
      {failed && (
        <Notice tone="warning" live>
          {t('handover:failed')}
        </Notice>
      )}
    </section>
  )
}
