import { useState } from 'preact/hooks'
import { ladderOutcome, noDeviceOutcome } from '../../../domain/activationLadder.ts'
import { activationOutcomes } from '../../../domain/choices.ts'
import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { formatPartialDate, isAfter, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import { DateField, type DateParts } from '../../ui/dateField/DateField.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { BlockedFields } from './BlockedFields.tsx'
import { dayOf, hasPhone, needOf } from './places.ts'
import { errorOf, problemText } from './problemText.ts'

/** What the ladder amounts to, for a person to confirm; a child under six has no ladder here. */
function proposal(groups: Draft['groups'], levelTwo: boolean) {
  const ladder = loadActivationLadder()
  const progress = groupValue(groups, 'activation', 'progress')
  const byLadder = hasPhone(groups) ? ladderOutcome(ladder, progress) : noDeviceOutcome(ladder)
  const result = levelTwo ? byLadder : { outcome: 'pending' as const, bring: [] as string[] }
  if (result.outcome === 'noDevice') {
    return { outcome: result.outcome, bring: result.bring, nextStep: t('activation:outcome.noDeviceNext') }
  }
  if (result.outcome !== 'blocked') return { outcome: result.outcome, bring: result.bring }
  return {
    outcome: result.outcome,
    bring: result.bring,
    reason: result.failure ? t(`ladder:failure.${result.failure}.label`) : '',
    nextStep: result.who ? t(`ladder:who.${result.who}`, { hotline: ladder.hotline }) : '',
  }
}

/** How it ended today: said by a person, proposed from the steps; whoever is stuck gets a reason, a next step and a day. */
export function OutcomeScreen(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { now } = usePorts()
  const { groups } = work.draft
  const levelTwo = needOf(groups, now())?.levelTwo !== false
  const stored = groupValue(groups, 'activation', 'outcome')
  const proposed = proposal(groups, levelTwo)
  const chosen = stored.outcome ?? proposed.outcome
  const [year = '', month = '', day = ''] = (stored.followUpDate ?? '').split('-')
  const [date, setDate] = useState<DateParts>({ day, month, year })
  const [errors, setErrors] = useState<FieldError[]>([])
  const meetsAgain = chosen !== 'activated' && chosen !== 'declined'
  const text = { reason: stored.reason ?? proposed.reason ?? '', nextStep: stored.nextStep ?? proposed.nextStep ?? '' }
  const bring = stored.bring ?? proposed.bring

  function next(secretFields: readonly FieldError[]) {
    const found: FieldError[] = [...secretFields]
    const empty = date.day === '' && date.month === '' && date.year === ''
    const parsed = partialDateFromTyped(date)
    if (chosen === 'blocked' && text.reason.trim() === '') {
      found.push({ fieldId: 'reason', text: t('activation:outcome.reasonMissing') })
    }
    if (chosen === 'blocked' && text.nextStep.trim() === '') {
      found.push({ fieldId: 'nextStep', text: t('activation:outcome.nextStepMissing') })
    }
    if (meetsAgain && !empty) {
      if (!parsed.ok || parsed.date.day === undefined) {
        found.push({ fieldId: 'followUpDate', text: problemText(parsed.ok ? 'dateForm' : parsed.problem) })
      } else if (isAfter(dayOf(now()), parsed.date)) {
        found.push({ fieldId: 'followUpDate', text: t('activation:outcome.datePast') })
      }
    }
    setErrors(found)
    if (found.length > 0) return
    const whole = meetsAgain && parsed.ok && !empty ? formatPartialDate(parsed.date) : null
    work.set({
      outcome: {
        outcome: chosen,
        reason: chosen === 'blocked' ? text.reason.trim() : null,
        nextStep: meetsAgain && text.nextStep.trim() !== '' ? text.nextStep.trim() : null,
        bring: meetsAgain && bring.length > 0 ? [...bring] : null,
        followUpDate: whole,
        ...(meetsAgain ? {} : { followUpPlace: null }),
      },
    })
    goNext()
  }

  const [secrets, setSecrets] = useState<readonly FieldError[]>([])
  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={() => next(secrets)}>
      <Choice
        id="outcome"
        labelAs="title"
        label={t('activation:outcome.question')}
        hint={t('activation:outcome.hint')}
        columns={2}
        options={activationOutcomes.map((value) => ({ value, label: t(`ladder:outcome.${value}`) }))}
        value={chosen}
        onChange={(outcome) => work.set({ outcome: { outcome } })}
      />
      {levelTwo && !hasPhone(groups) && <Notice tone="help">{t('activation:outcome.noDevice')}</Notice>}
      {!levelTwo && <Notice tone="help">{t('activation:outcome.levelOne')}</Notice>}
      {meetsAgain && (
        <>
          <BlockedFields
            work={work}
            isBlocked={chosen === 'blocked'}
            text={text}
            bring={bring}
            place={stored.followUpPlace ?? ''}
            errors={errors}
            onSecrets={setSecrets}
          />
          <DateField
            id="followUpDate"
            label={t('activation:outcome.date')}
            hint={t('activation:outcome.dateHint')}
            error={errorOf(errors, 'followUpDate')}
            parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
            value={date}
            onInput={(value) => {
              setDate(value)
              const parsed = partialDateFromTyped(value)
              const whole = parsed.ok && parsed.date.day !== undefined ? formatPartialDate(parsed.date) : null
              work.set({ outcome: { followUpDate: whole } })
            }}
            onBlur={() => void work.flush()}
          />
        </>
      )}
    </ActivationPage>
  )
}
