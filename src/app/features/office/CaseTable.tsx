import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Tag } from '../../ui/card/Tag.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { useNow } from '../../ui/useNow.ts'
import { todoOf } from './caseSteps.ts'
import { procedureName } from './caseWords.ts'
import type { CaseSummary } from './officeAnswers.ts'
import { type InboxView, useOffice } from './officePort.ts'

interface Props {
  cases: readonly CaseSummary[]
  view: InboxView
  /** In place of an empty list that nothing was searched or chosen in. */
  whenNew?: ComponentChildren
}

/** Cases as rows: the whole row opens the case, the arrow keys go from one to the next. */
export function CaseTable({ cases, view, whenNew }: Props) {
  const port = useOffice()
  const now = useNow(port.now, 30_000)
  const box = useRef<HTMLElement>(null)

  if (cases.length === 0) return <NoCases view={view} whenNew={whenNew} />

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(box.current?.querySelectorAll<HTMLElement>('a') ?? [])]
    const here = document.activeElement
    const at = here instanceof HTMLElement ? links.indexOf(here) : -1
    const next = at === -1 ? undefined : links[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <section class="case-table" ref={box} onKeyDown={onKeyDown} aria-label={t('desk:inbox.table')}>
      <Table
        caption={t('desk:inbox.table')}
        captionHidden
        emptyText=""
        columns={[
          { id: 'code', title: t('desk:column.code') },
          { id: 'person', title: t('desk:column.person') },
          { id: 'what', title: t('desk:column.what') },
          { id: 'from', title: t('desk:column.from') },
          { id: 'updated', title: t('desk:column.updated') },
          { id: 'todo', title: t('desk:column.todo') },
        ]}
        rows={cases.map((one) => ({ id: one.id, cells: cellsOf(one, now) }))}
      />
    </section>
  )
}

function cellsOf(one: CaseSummary, now: number) {
  const { todo, tone } = todoOf(one)
  return {
    code: (
      <a class="case-table__link" href={`/office/cases/${one.id}`}>
        {one.shortCode}
      </a>
    ),
    person: (
      <>
        {one.title === '' ? t('common:unnamed') : one.title}
        {one.idTail && <span class="case-table__tail">{t('desk:idTail', { tail: one.idTail })}</span>}
      </>
    ),
    what: procedureName(one.type, one.procedure),
    from: (
      <>
        {one.from.team}
        {one.from.device && <span class="case-table__tail">{one.from.device}</span>}
      </>
    ),
    updated: (
      <span class="case-table__short" title={formatInstant(one.updatedAt, now)}>
        {formatAgo(one.updatedAt, now)}
      </span>
    ),
    todo: <Tag tone={tone} text={t(`desk:todo.${todo === 'draft' && one.unclaimed ? 'atKiosk' : todo}`)} />,
  }
}

function NoCases({ view, whenNew }: Pick<Props, 'view' | 'whenNew'>) {
  if (view.search.trim() !== '') {
    return <EmptyState icon="search" title={t('desk:empty.search.title')} text={t('desk:empty.search.text')} />
  }
  if (view.list === 'all' && view.type === '') {
    if (whenNew) return <>{whenNew}</>
    return <EmptyState icon="document" title={t('desk:empty.all.title')} text={t('desk:empty.all.text')} />
  }
  return <EmptyState icon="check" title={t('desk:empty.list.title')} text={t('desk:empty.list.text')} />
}
