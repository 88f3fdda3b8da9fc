import { useEffect, useState } from 'preact/hooks'
import { localDay } from '../../../domain/localDay.ts'
import { formatDay, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { EveningNote, Holdings } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PrintAlone } from '../../ui/printAlone/PrintAlone.tsx'
import './eveningBook.css'
import { codesOf, slipText } from './slipText.ts'

const dayMs = 86_400_000
/** as many as go to the desk */
const shownDays = 4

interface Book {
  evenings: EveningNote[]
  holdings: Holdings
}

/** What was captured tonight, what of it the commune has, what is still here: captured is received and waiting (SPEC LED-1). */
export function EveningBook() {
  const { handover, sync, drafts, device, now } = usePorts()
  const { pending, stored, applied, safe } = useWatch(sync.status)
  const open = useWatch(drafts.list).filter(({ updatedAt }) => updatedAt > 0).length
  const place = useWatch(device.state)
  const [book, setBook] = useState<Book | null>(null)

  useEffect(() => {
    let here = true
    const read = async (): Promise<Book> => {
      const port = await handover()
      return { evenings: await port.evenings(now() - shownDays * dayMs), holdings: await port.holdings() }
    }
    read().then(
      (next) => here && setBook(next),
      // the figures above say how much waits
      () => here && setBook(null),
    )
    return () => {
      here = false
    }
  }, [handover, now, pending, stored, applied, safe])

  if (!book) return null
  const today = localDay(now())
  const tonight = book.evenings.find(({ day }) => day === today)
  const before = book.evenings.filter(({ day, waiting }) => day !== today && waiting.length > 0)
  const [label, team] = place.kind === 'ready' ? [place.deviceLabel, place.teamName] : ['', '']
  const slip = slipText({ label, team, evenings: [...(tonight ? [tonight] : []), ...before] })
  return (
    <section class="stack stack--tight" aria-labelledby="book-title">
      <h2 id="book-title">{t('status:evening.title')}</h2>
      {tonight ? (
        <Notice tone={tonight.waiting.length > 0 ? 'help' : 'done'}>
          {t('status:evening.tonight', countsOf(tonight))}
        </Notice>
      ) : (
        <p>{t('status:evening.none')}</p>
      )}
      {tonight && <p class="muted measure">{t('status:evening.times')}</p>}
      {tonight && tonight.waiting.length > 0 && <p class="measure">{codesOf(tonight)}</p>}
      {before.map((evening) => (
        <p key={evening.day} class="measure">
          {t('status:evening.day', { day: formatDay(evening.day), ...countsOf(evening) })} {codesOf(evening)}
        </p>
      ))}
      <p class="muted measure">{t('status:evening.holds', { count: open })}</p>
      <p class="muted measure">
        {t('status:evening.sealed', { count: book.holdings.sealed, safe: formatNumber(book.holdings.sealedSafe) })}
      </p>
      {slip.length > 0 && <SlipActions lines={slip} />}
    </section>
  )
}

const countsOf = ({ captured, acknowledged, waiting }: EveningNote) => ({
  count: captured,
  acknowledged,
  waiting: waiting.length,
})

/** The slip on paper, or passed on as text: codes and counts, no names. */
function SlipActions({ lines }: { lines: readonly string[] }) {
  const mayShare = typeof navigator.share === 'function'
  return (
    <>
      <div class="cluster no-print">
        <Button icon="document" onClick={() => window.print()}>
          {t('status:evening.print')}
        </Button>
        {mayShare && (
          <Button icon="send" onClick={() => void navigator.share({ text: lines.join('\n') }).catch(() => undefined)}>
            {t('status:evening.share')}
          </Button>
        )}
      </div>
      <div class="evening-slip">
        <PrintAlone>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>{t('status:evening.sign')}</p>
        </PrintAlone>
      </div>
    </>
  )
}
