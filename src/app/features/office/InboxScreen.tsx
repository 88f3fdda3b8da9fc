import { useRef, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { CaseTable } from './CaseTable.tsx'
import { filterOf } from './caseSteps.ts'
import { InboxFilters } from './InboxFilters.tsx'
import { InboxSteps } from './InboxSteps.tsx'
import { useOffice } from './officePort.ts'
import './office.css'

const pollMs = 10_000
const pageSize = 50
/** As many as the hub gives at once; beyond it the search is the way. */
const mostCases = 200

/** The list to clear: four steps on top, what waits below, found without accents, fresh by itself. */
export function InboxScreen() {
  const port = useOffice()
  const view = port.view.value
  const [pages, setPages] = useState(1)
  const filter = filterOf(view, Math.min(mostCases, pages * pageSize))
  const { value, error, busy } = useLoad(() => port.cases(filter), JSON.stringify(filter), pollMs)
  const box = useRef<HTMLDivElement>(null)
  useTitle(t('desk:title.inbox'))

  function look(change: Partial<typeof view>) {
    setPages(1)
    port.view.value = { ...port.view.value, ...change }
  }

  const cases = value?.cases ?? []
  // a full page means that there may be more
  const isMore = cases.length === filter.limit && filter.limit < mostCases
  return (
    <div class="inbox stack" ref={box}>
      <div class="inbox__heading">
        <Title>{t('desk:inbox.heading')}</Title>
      </div>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      <InboxSteps counts={value?.counts} list={view.list} onList={(list) => look({ list })} />
      <InboxFilters
        view={view}
        counts={value?.counts}
        onChange={look}
        onDown={() => box.current?.querySelector<HTMLElement>('.case-table a')?.focus()}
      />
      {value === undefined ? busy && <Busy text={t('common:loading')} /> : <CaseTable cases={cases} view={view} />}
      <p class="muted" role="status">
        {cases.length === 0 ? '' : t('desk:inbox.shown', { count: cases.length })}
      </p>
      {isMore && (
        <div class="cluster">
          <Button onClick={() => setPages(pages + 1)}>{t('desk:inbox.more')}</Button>
        </div>
      )}
    </div>
  )
}
