import { hasText, t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import type { Health } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

const pollMs = 60_000
const tones = { ok: 'done', warn: 'waiting', bad: 'attention' } as const

type Check = Health['checks'][number]

/** A newer hub may know a finding that this page has no sentence for: then its code is better than silence. */
function sentence({ name, finding, data }: Check): string {
  const key = `health:${name}.${finding}`
  return hasText(key) ? t(key, data) : `${name}: ${finding}`
}

const todo = ({ name, state, finding }: Check): string => {
  const key = `health:todo.${name}.${finding}`
  return state !== 'ok' && hasText(key) ? t(key) : ''
}

const worst = (checks: readonly Check[]) =>
  (['bad', 'warn'] as const).find((state) => checks.some((check) => check.state === state)) ?? 'ok'

/** How the hub is: the same that `npm run hub -- doctor` says, each with what to do. */
export function HealthScreen() {
  const port = useOffice()
  const { value, error, busy, reload } = useLoad(port.health, 'health', pollMs)
  useTitle(t('desk:title.health'))
  return (
    <>
      <Title>{t('desk:health.heading')}</Title>
      <p class="measure">{t('desk:health.lead')}</p>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {value === undefined && busy && <Busy text={t('common:loading')} />}
      {value && (
        <>
          <Notice tone={worst(value.checks) === 'ok' ? 'done' : worst(value.checks) === 'warn' ? 'help' : 'warning'}>
            {t(`desk:health.${worst(value.checks)}`)}
          </Notice>
          <Table
            caption={t('desk:health.heading')}
            captionHidden
            columns={[
              { id: 'name', title: t('desk:health.column.name') },
              { id: 'state', title: t('desk:health.column.state') },
              { id: 'finding', title: t('desk:health.column.finding') },
            ]}
            emptyText=""
            rows={value.checks.map((check) => ({
              id: check.name,
              cells: {
                name: hasText(`health:name.${check.name}`) ? t(`health:name.${check.name}`) : check.name,
                state: <Tag tone={tones[check.state]} text={t(`health:state.${check.state}`)} />,
                finding: (
                  <>
                    <strong>{sentence(check)}</strong> {todo(check)}
                  </>
                ),
              },
            }))}
          />
          <div class="cluster">
            <Button icon="refresh" onClick={() => void reload()}>
              {t('desk:health.again')}
            </Button>
            <span class="muted">{t('desk:health.version', { version: value.version })}</span>
          </div>
        </>
      )}
    </>
  )
}
