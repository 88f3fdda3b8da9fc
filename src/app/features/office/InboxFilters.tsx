import { useEffect, useState } from 'preact/hooks'
import { caseTypeNames } from '../../../domain/records.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import type { CaseList } from './officeAnswers.ts'
import type { InboxList, InboxView } from './officePort.ts'

interface Props {
  view: InboxView
  counts: CaseList['counts'] | undefined
  onChange: (change: Partial<InboxView>) => void
  /** The arrow down in the search box: on to the first case. */
  onDown: () => void
}

const lists: readonly { list: InboxList; count?: 'conflicts' | 'needsSupplement' }[] = [
  { list: 'all' },
  { list: 'conflicts', count: 'conflicts' },
  { list: 'supplement', count: 'needsSupplement' },
  { list: 'closed' },
]
const types = ['', ...caseTypeNames] as const
/** Long enough not to ask for every letter, short enough to feel at once. */
const typingMs = 300

/** Search without accents, and the lists beside the four steps. */
export function InboxFilters({ view, counts, onChange, onDown }: Props) {
  const [typed, setTyped] = useState(view.search)
  useEffect(() => {
    if (typed === view.search) return
    const timer = setTimeout(() => onChange({ search: typed }), typingMs)
    return () => clearTimeout(timer)
  }, [typed, view.search, onChange])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') onChange({ search: typed })
    if (event.key === 'Escape') {
      setTyped('')
      onChange({ search: '' })
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      onDown()
    }
  }

  return (
    <div class="inbox-filters">
      <div class="inbox-filters__search">
        <label for="inbox-search" class="field__label">
          {t('desk:inbox.search')}
        </label>
        <input
          id="inbox-search"
          class="field__box"
          type="text"
          inputMode="search"
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          maxLength={100}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <fieldset class="chips">
        <legend class="hidden-text">{t('desk:inbox.types')}</legend>
        {types.map((type) => (
          <button
            key={type}
            type="button"
            class={cx('chip', view.type === type && 'chip--on')}
            aria-pressed={view.type === type}
            onClick={() => onChange({ type })}
          >
            {t(`desk:types.${type === '' ? 'both' : type}`)}
          </button>
        ))}
      </fieldset>
      <fieldset class="chips chips--line">
        <legend class="hidden-text">{t('desk:inbox.lists')}</legend>
        {lists.map(({ list, count }) => (
          <button
            key={list}
            type="button"
            class={cx('chip', view.list === list && 'chip--on')}
            aria-pressed={view.list === list}
            onClick={() => onChange({ list })}
          >
            {t(`desk:list.${list}`)}
            {count && counts ? ` (${formatNumber(counts[count])})` : ''}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
