import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { TeamTablet } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** To another tablet of the team through the commune: sealed now, there when both have had a line (SPEC HLD-2). */
export function GiveHub({ id }: { id: string }) {
  const { handover, sync } = usePorts()
  const [tablets, setTablets] = useState<TeamTablet[]>([])
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let here = true
    handover()
      .then((port) => port.tablets())
      .then(
        (list) => here && setTablets(list),
        () => here && setTablets([]),
      )
    return () => {
      here = false
    }
  }, [handover])

  async function give(to: TeamTablet | null) {
    setFailed(false)
    try {
      await (await handover()).giveThroughHub(id, to)
      void sync.sendNow(false).catch(() => undefined)
    } catch {
      setFailed(true)
    }
  }

  return (
    <section class="stack" aria-labelledby="hub-title">
      <h2 id="hub-title">{t('handover:hub.title')}</h2>
      <p class="measure">{t('handover:hub.text')}</p>
      <div class="cluster">
        {tablets.map((one) => (
          <Button key={one.id} icon="send" onClick={() => void give(one)}>
            {t('handover:hub.to', { label: one.label })}
          </Button>
        ))}
        <Button icon="send" onClick={() => void give(null)}>
          {t('handover:hub.any')}
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
