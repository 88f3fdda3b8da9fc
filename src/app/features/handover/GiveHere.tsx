import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { VolunteerChoice } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** To a colleague who works with this tablet too: from then on it is theirs. */
export function GiveHere({ id }: { id: string }) {
  const { lock, handover } = usePorts()
  const state = useWatch(lock.state)
  const [people, setPeople] = useState<VolunteerChoice[]>([])
  const [given, setGiven] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const me = state.kind === 'open' ? state.volunteer.id : ''

  useEffect(() => {
    let here = true
    lock.volunteers().then(
      (list) => here && setPeople(list),
      () => here && setPeople([]),
    )
    return () => {
      here = false
    }
  }, [lock])

  async function give(to: VolunteerChoice) {
    setFailed(false)
    try {
      await (await handover()).giveHere(id, to)
      setGiven(to.name)
    } catch {
      setFailed(true)
    }
  }

  const others = people.filter((one) => one.id !== me)
  if (others.length === 0) return null
  return (
    <section class="stack" aria-labelledby="here-title">
      <h2 id="here-title">{t('handover:here.title')}</h2>
      <div class="cluster">
        {others.map((one) => (
          <Button key={one.id} icon="user" onClick={() => void give(one)}>
            {t('handover:here.to', { name: one.name })}
          </Button>
        ))}
      </div>
      <div role="status">
        {given !== null && <Notice tone="done">{t('handover:here.done', { name: given })}</Notice>}
        {failed && <Notice tone="warning">{t('handover:failed')}</Notice>}
      </div>
    </section>
  )
}
