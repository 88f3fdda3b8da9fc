import { useEffect, useState } from 'preact/hooks'
import { formatAgo, formatTime } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { FinishedItem } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { useNow } from '../../ui/useNow.ts'

/** An evening's work, and the walk home. */
const tonightMs = 12 * 3_600_000
const tones = {
  pending: 'waiting',
  stored: 'done',
  applied: 'done',
  safe: 'done',
  held: 'attention',
  rejected: 'attention',
} as const

/** What was finished tonight and where it stands, and when the commune was last asked what it has to say. */
export function Tonight() {
  return (
    <>
      <Finished />
      <LastAsked />
    </>
  )
}

function Finished() {
  const { sync, drafts, now } = usePorts()
  const { pending, stored, applied, safe } = useWatch(sync.status)
  const open = useWatch(drafts.list)
  const [items, setItems] = useState<FinishedItem[]>([])

  useEffect(() => {
    let here = true
    sync.finished(now() - tonightMs).then(
      (list) => here && setItems(list),
      // the counts of the status page are still there
      () => here && setItems([]),
    )
    return () => {
      here = false
    }
  }, [sync, now, pending, stored, applied, safe])

  // what was sealed half-way and is still worked on stands above
  const done = items.filter(({ recordId }) => !open.some(({ id }) => id === recordId))
  if (done.length === 0) return null
  return (
    <section class="stack stack--tight" aria-labelledby="tonight-title">
      <h2 id="tonight-title">{t('field:tonight.title', { count: done.length })}</h2>
      <ul class="rows">
        {done.map((item) => (
          <li key={item.recordId} class="work__done">
            <Icon name={item.type === 'activation' ? 'phone' : 'document'} />
            <span>
              <strong>{item.title || item.shortCode}</strong>{' '}
              <span class="muted">
                {[t(`field:type.${item.type}`), item.title && item.shortCode, formatTime(item.at)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Tag tone={tones[item.state]} text={t(`field:tonight.${item.state}`)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function LastAsked() {
  const { sync, device, now } = usePorts()
  const { lastContactAt, line } = useWatch(sync.status)
  const at = useNow(now, 30_000)
  const busy = line === 'sending' || line === 'pulling'

  function ask() {
    void sync.sendNow().catch(() => undefined)
    // who has come to the team, and who has left it
    void device.askTeam().catch(() => undefined)
  }

  return (
    <div class="cluster">
      <span class="muted" role="status">
        {busy
          ? t('field:asked.now')
          : lastContactAt === null
            ? t('field:asked.never')
            : t('field:asked.last', { ago: formatAgo(lastContactAt, at) })}
      </span>
      <Button icon="refresh" disabled={busy} onClick={ask}>
        {t('field:asked.button')}
      </Button>
    </div>
  )
}
