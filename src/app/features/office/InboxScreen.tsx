import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Pager } from '../../ui/pager/Pager.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { CaseTable } from './CaseTable.tsx'
import { filterOf, pageSize } from './caseSteps.ts'
import { InboxFilters } from './InboxFilters.tsx'
import { InboxSteps } from './InboxSteps.tsx'
import type { CaseList } from './officeAnswers.ts'
import { type InboxView, useOffice } from './officePort.ts'
import './office.css'

const pollMs = 10_000

/** A list as it came, and which of its pages it is. */
interface Shown {
  list: CaseList
  page: number
}

interface Props {
  /** What is more urgent than the list. */
  top?: ComponentChildren
  /** In place of the list while no case has come at all. */
  whenNew?: ComponentChildren
}

/** The list to clear: four steps on top, what waits below, found without accents, fresh by itself. */
export function InboxScreen({ top, whenNew }: Props) {
  const port = useOffice()
  const view = port.view.value
  const filter = filterOf(view)
  const {
    value: shown,
    error,
    busy,
  } = useLoad(
    async (known: Shown | undefined) => {
      const list = await port.cases(filter, known?.list)
      return list === known?.list ? known : { list, page: view.page }
    },
    JSON.stringify(filter),
    pollMs,
  )
  const box = useRef<HTMLDivElement>(null)
  const turnedTo = useRef<number | null>(null)
  useTitle(t('desk:title.inbox'))

  const toFirstCase = () => box.current?.querySelector<HTMLElement>('.case-table a')?.focus()
  const value = shown?.list
  const total = value?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / pageSize))
  useEffect(() => {
    if (!shown) return
    // cases went from this list while its last page was open
    if (shown.page >= pages) port.view.value = { ...port.view.value, page: pages - 1 }
    if (shown.page !== turnedTo.current) return
    // the reader goes on at the top of the page that was turned to
    turnedTo.current = null
    toFirstCase()
  }, [shown])

  const look = (change: Partial<InboxView>) => {
    port.view.value = { ...port.view.value, page: 0, ...change }
  }
  const turn = (page: number) => {
    turnedTo.current = page
    look({ page })
  }

  const cases = value?.cases ?? []
  const first = (shown?.page ?? 0) * pageSize + 1
  const places = {
    first: formatNumber(first),
    last: formatNumber(first + cases.length - 1),
    total: formatNumber(total),
  }
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
      {top}
      <InboxSteps counts={value?.counts} list={view.list} onList={(list) => look({ list })} />
      <InboxFilters view={view} counts={value?.counts} onChange={look} onDown={toFirstCase} />
      {value === undefined ? (
        busy && <Busy text={t('common:loading')} />
      ) : (
        <CaseTable cases={cases} view={view} whenNew={whenNew} />
      )}
      <Pager
        label={t('desk:inbox.pages')}
        page={view.page}
        pages={pages}
        text={
          cases.length === 0
            ? ''
            : pages === 1
              ? t('desk:inbox.shown', { count: cases.length })
              : t('desk:inbox.shownOf', places)
        }
        previousText={t('desk:inbox.previous')}
        nextText={t('desk:inbox.next')}
        onPage={turn}
      />
    </div>
  )
}
