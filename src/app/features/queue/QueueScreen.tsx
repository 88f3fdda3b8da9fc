import { useState } from 'preact/hooks'
import { formatAgo } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { keepCounter, ownCounter } from './ownCounter.ts'
import './queue.css'
import type { Queue, Ticket } from './queueAnswers.ts'
import { useQueue } from './queuePort.ts'

const pollMs = 5_000
type Action = 'call' | 'served' | 'absent'

/** Today's numbers: who is at a counter, who waits, and one button for the next. */
export function QueueScreen() {
  const port = useQueue()
  const { value, error, busy, reload } = useLoad(port.queue, 'queue', pollMs)
  const [counter, setCounter] = useState(ownCounter)
  const [failed, setFailed] = useState<string | null>(null)
  const [nobody, setNobody] = useState(false)
  useTitle(t('desk:title.queue'))
  const here = counter.trim()

  async function run(work: () => Promise<void>) {
    setNobody(false)
    setFailed(null)
    if (here === '') return setFailed(t('desk:queue.counterMissing'))
    keepCounter(here)
    await work().catch((refusal: unknown) => setFailed(errorLine(refusal)))
    await reload()
  }
  const next = () => run(async () => setNobody((await port.callNext(here)) === null))
  const change = ({ number }: Ticket, action: Action) => void run(() => port.change(number, action, here))

  const trouble = failed ?? (error === undefined ? null : errorLine(error))
  return (
    <>
      <Title>{t('desk:queue.heading')}</Title>
      {trouble !== null && (
        <Notice tone="warning" live>
          {trouble}
        </Notice>
      )}
      <div class="queue-head">
        <TextField
          id="counter"
          label={t('desk:queue.counter')}
          width="short"
          maxLength={12}
          value={counter}
          onInput={setCounter}
        />
        <Button variant="primary" size="big" icon="sound" onClick={() => void next()}>
          {t('desk:queue.next')}
        </Button>
        <a href={port.hallHref} target="_blank" rel="noreferrer">
          {t('desk:queue.hall')}
        </a>
      </div>
      <p role="status">{nobody ? t('desk:queue.nobody') : ''}</p>
      {value === undefined && busy && <Busy text={t('common:loading')} />}
      {value && <Lists queue={value} now={port.now()} onChange={change} />}
    </>
  )
}

interface ListsProps {
  queue: Queue
  now: number
  onChange(ticket: Ticket, action: Action): void
}

function Lists({ queue, now, onChange }: ListsProps) {
  const of = (state: Ticket['state']) => queue.tickets.filter((one) => one.state === state)
  const button = (ticket: Ticket, action: Action, text: string) => (
    <Button label={`${text} ${ticket.number}`} onClick={() => onChange(ticket, action)}>
      {text}
    </Button>
  )
  const [called, waiting, absent] = [of('called'), of('waiting'), of('absent')]
  return (
    <>
      <Table
        caption={t('desk:queue.called')}
        columns={[
          { id: 'number', title: t('desk:queue.column.number') },
          { id: 'counter', title: t('desk:queue.column.counter') },
          { id: 'since', title: t('desk:queue.column.calledAt') },
          { id: 'todo', title: t('desk:queue.column.todo') },
        ]}
        emptyText={t('desk:queue.noneCalled')}
        rows={called.map((ticket) => ({
          id: ticket.number,
          cells: {
            number: <strong>{ticket.number}</strong>,
            counter: ticket.counter,
            since: formatAgo(ticket.calledAt ?? now, now),
            todo: (
              <div class="cluster">
                {button(ticket, 'call', t('desk:queue.again'))}
                {button(ticket, 'served', t('desk:queue.served'))}
                {button(ticket, 'absent', t('desk:queue.absent'))}
              </div>
            ),
          },
        }))}
      />
      <Table
        caption={t('desk:queue.waiting', { count: waiting.length })}
        columns={[
          { id: 'number', title: t('desk:queue.column.number') },
          { id: 'since', title: t('desk:queue.column.takenAt') },
          { id: 'todo', title: t('desk:queue.column.todo') },
        ]}
        emptyText={t('desk:queue.noneWaiting')}
        rows={waiting.map((ticket) => ({
          id: ticket.number,
          cells: {
            number: <strong>{ticket.number}</strong>,
            since: formatAgo(ticket.takenAt, now),
            todo: button(ticket, 'call', t('desk:queue.call')),
          },
        }))}
      />
      {absent.length > 0 && (
        <p class="cluster">
          <span>{t('desk:queue.absentOnes')}</span>
          {absent.map((ticket) => (
            <span key={ticket.number}>{button(ticket, 'call', ticket.number)}</span>
          ))}
        </p>
      )}
      <Kiosks kiosks={queue.kiosks} now={now} />
    </>
  )
}

/** What the desk has is what it was told: a kiosk without a line goes on giving numbers. */
function Kiosks({ kiosks, now }: { kiosks: Queue['kiosks']; now: number }) {
  if (kiosks.length === 0) return <p class="muted measure">{t('desk:queue.noKiosk')}</p>
  return (
    <div class="muted measure">
      <p>{t('desk:queue.honest')}</p>
      <ul>
        {kiosks.map(({ letter, label, lastSeenAt }) => (
          <li key={letter}>
            {t('desk:queue.kiosk', {
              letter,
              label,
              ago: lastSeenAt === null ? t('desk:queue.never') : formatAgo(lastSeenAt, now),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
