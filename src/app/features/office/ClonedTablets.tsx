import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Card } from '../../ui/card/Card.tsx'
import { AnswerAlarm } from './AnswerAlarm.tsx'
import { DecideItems } from './DecideItems.tsx'
import type { Attention } from './officeAnswers.ts'

interface Props {
  alarms: Attention['alarms']
  items: Attention['items']
  now: number
  onDone: () => Promise<void>
}

/** Tablets that were copied or restored (SPEC CHN-8): which, since when, what is held for it, and the three ways out. */
export function ClonedTablets({ alarms, items, now, onDone }: Props) {
  const cloned = alarms.filter(({ code }) => code === 'cloned')
  return (
    <>
      {cloned.map((alarm) => (
        <Cloned key={alarm.id} alarm={alarm} items={items} now={now} onDone={onDone} />
      ))}
    </>
  )
}

function Cloned({ alarm, items, now, onDone }: Omit<Props, 'alarms'> & { alarm: Attention['alarms'][number] }) {
  const device = alarm.device ?? t('desk:attention.noDevice')
  const held = items.filter(({ deviceId, reason, decidable }) => {
    return deviceId === alarm.deviceId && reason === 'forked' && decidable
  })
  return (
    <Card tone="attention">
      <div class="stack stack--tight">
        <h2>{t('desk:cloned.heading', { device })}</h2>
        <p class="measure">
          {t('desk:cloned.since', { at: formatInstant(alarm.since, now), ago: formatAgo(alarm.since, now) })}{' '}
          {t('desk:cloned.what')}
        </p>
        {alarm.held > 0 ? (
          <>
            <p>
              <strong>{t('desk:cloned.held', { count: alarm.held })}</strong>
            </p>
            {held.length > 0 && <DecideItems items={held} what={device} onDecided={onDone} />}
          </>
        ) : (
          <p>{t('desk:cloned.noneHeld')}</p>
        )}
        <p class="measure">{t('desk:cloned.todo')}</p>
        <div class="cluster">
          <AnswerAlarm
            alarm={alarm}
            text={t('desk:cloned.fine')}
            what={device}
            ask={t('desk:cloned.fineAsk')}
            onAnswered={onDone}
          />
          <a href="/office/devices">{t('desk:cloned.revoke')}</a>
        </div>
      </div>
    </Card>
  )
}
