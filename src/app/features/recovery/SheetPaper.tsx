import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { RecoverySheet } from './careAnswers.ts'
import './sheetPaper.css'

/** Four lines of four groups: one that was mistyped is found quickly. */
function linesOf(text: string): readonly string[] {
  const groups = text.split(' ')
  return Array.from({ length: Math.ceil(groups.length / 4) }, (_, at) => groups.slice(at * 4, at * 4 + 4).join('  '))
}

const places = ['sheetPlace1', 'sheetPlace2', 'sheetPlace3'] as const

/** The sheet as it is printed and cut: three shares, each with where to keep it. */
export function SheetPaper({ sheet, hub, madeAt, shares }: RecoverySheet) {
  const date = formatDay(new Date(madeAt).toISOString().slice(0, 10))
  return (
    <article class="sheet-paper">
      <h2>{t('backup:sheetTitle')}</h2>
      <p>
        {t('backup:sheetLead')} {t('backup:sheetEnd')}
      </p>
      {shares.map(({ number, text }, index) => (
        <section key={number} class="sheet-paper__share">
          <h3>{t('backup:sheetShare', { number })}</h3>
          <p>{t('backup:sheetAbout', { sheet, hub, date })}</p>
          <pre class="sheet-paper__signs">{linesOf(text).join('\n')}</pre>
          <p>{t(`backup:${places[index] ?? 'sheetPlace3'}`)}</p>
          <p>{t('backup:sheetAlone')}</p>
        </section>
      ))}
    </article>
  )
}
