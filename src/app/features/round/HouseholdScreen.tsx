import { useState } from 'preact/hooks'
import { type VisitState, visitStates } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { RoundPort, TonightHousehold } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { AnsweredBy, type Answerer } from './AnsweredBy.tsx'
import { CountMeters } from './CountMeters.tsx'
import { HomePlace } from './HomePlace.tsx'
import { dayWords, householdDetail, householdName } from './householdWords.ts'
import { MemberCard } from './MemberCard.tsx'
import { Taps } from './Taps.tsx'
import { useVisit } from './useVisit.tsx'

const tellers = ['home', 'neighbour', 'hamlet'] as const
const icons = { notYet: 'home', done: 'check', absent: 'clock', moved: 'arrowRight', refused: 'close' } as const

const dayMs = 86_400_000
/** The evenings of a week from tomorrow: "come again" needs no typing. */
const nextDays = (now: number) => [1, 2, 3, 4, 5, 6, 7].map((days) => localDay(now + days * dayMs))

interface Props {
  port: RoundPort
  household: TonightHousehold
}

/** One house: how the visit went, and its people with the four things that each of them has or lacks. */
export function HouseholdScreen({ port, household }: Props) {
  const { now } = usePorts()
  const visit = useVisit(port)
  const [answerer, setAnswerer] = useState<Answerer | ''>('')
  usePageTitle(t('round:task'))
  const { state, comeAgainOn, saidBy } = household.visit
  const set = (next: VisitState, day = '', by = '') => void visit.set(household, next, day, by)
  const here = household.members.filter(({ left }) => !left)

  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" statusHref="/field/status" />}
      actions={
        <Button size="big" icon="arrowLeft" href="/field/round">
          {t('round:toList')}
        </Button>
      }
    >
      <Title>{householdName(household)}</Title>
      <p class="lead">{householdDetail(household)}</p>
      {household.note && <p class="measure">{household.note}</p>}
      <Taps
        title={t('round:visit.question')}
        options={visitStates.map((one) => ({ value: one, text: t(`round:visit.${one}`), icon: icons[one] }))}
        value={state}
        onTap={(next) => void visit.say(household, next)}
      />
      {state === 'absent' && (
        <Taps
          title={t('round:comeAgain.question')}
          options={nextDays(now()).map((day) => ({ value: day, text: dayWords(day) }))}
          value={comeAgainOn}
          onTap={(day) => set('absent', day === comeAgainOn ? '' : day)}
        />
      )}
      {(state === 'moved' || state === 'refused') && (
        <Taps
          title={t('round:saidBy.question')}
          options={tellers.map((one) => ({ value: one, text: t(`round:saidBy.${one}`) }))}
          value={saidBy}
          onTap={(one) => set(state, '', one)}
        />
      )}
      <h2>{t('round:members')}</h2>
      {here.length > 0 && <AnsweredBy value={answerer} onTap={setAnswerer} />}
      {household.members.map((member) => (
        <MemberCard
          key={member.key}
          port={port}
          household={household}
          member={member}
          answerer={answerer}
          onAnswerer={setAnswerer}
        />
      ))}
      <div class="cluster">
        <Button icon="plus" href={`/field/round/${household.id}/member/new`}>
          {t('round:addMember')}
        </Button>
        <Button icon="edit" href={`/field/round/${household.id}/edit`}>
          {t('round:editHousehold')}
        </Button>
      </div>
      <HomePlace port={port} household={household} />
      {here.length > 1 && (
        <>
          <h2>{t('round:count.ofHouse')}</h2>
          <CountMeters title={t('round:count.ofHouse')} households={[household]} goal={null} />
        </>
      )}
      {visit.toast}
    </Screen>
  )
}
