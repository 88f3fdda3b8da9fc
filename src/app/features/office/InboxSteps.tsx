import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import { steps } from './caseSteps.ts'
import type { CaseList } from './officeAnswers.ts'
import type { InboxList } from './officePort.ts'

interface Props {
  counts: CaseList['counts'] | undefined
  list: InboxList
  onList: (list: InboxList) => void
}

/** Tiếp nhận, Thẩm định, Phê duyệt, Trả kết quả: how much waits at each, and a tap shows it; another tap shows all. */
export function InboxSteps({ counts, list, onList }: Props) {
  return (
    <ul class="step-cards" aria-label={t('desk:inbox.steps')}>
      {steps.map((step) => {
        const isOn = list === step.list
        return (
          <li key={step.list}>
            <button
              type="button"
              class={cx('step-card', isOn && 'step-card--on')}
              aria-pressed={isOn}
              onClick={() => onList(isOn ? 'all' : step.list)}
            >
              <span class="step-card__name">{t(`desk:step.${step.list}`)}</span>
              <span class="step-card__count">{counts ? formatNumber(counts[step.count]) : '–'}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
