import { useMemo, useState } from 'preact/hooks'
import { isDoneElsewhere, isLeftHere } from '../../../domain/elsewhere.ts'
import { foldVietnamese, matchesWords } from '../../../domain/foldVietnamese.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { RoundPort, Tonight, TonightHousehold } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Fold } from '../../ui/fold/Fold.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CountMeters } from './CountMeters.tsx'
import { elsewhereWords } from './elsewhereWords.ts'
import { dayWords, householdDetail, householdName, remainsText, visitTones } from './householdWords.ts'
import { useVisit } from './useVisit.tsx'

const wordsOf = ({ number, head, address, members }: TonightHousehold): readonly string[] =>
  foldVietnamese([number, head, address, ...members.map(({ name }) => name)].join(' ')).split(' ')

/** So many houses are drawn at a time: a slow tablet draws three hundred at no letter that is typed. */
const drawnAtOnce = 40

/** Tonight's houses in walking order, what remains at each, and one tap to say how it went. */
export function RoundScreen({ port, tonight }: { port: RoundPort; tonight: Tonight }) {
  const { device } = usePorts()
  const place = useWatch(device.state)
  const [query, setQuery] = useState('')
  const [onlyLeft, setOnlyLeft] = useState(false)
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const visit = useVisit(port)
  usePageTitle(t('round:pageTitle'))
  const { households, round } = tonight
  const left = households.filter(isLeftHere)
  const known = useMemo(
    () => households.map((household, at) => ({ household, at: at + 1, words: wordsOf(household) })),
    [households],
  )
  const shown = known.filter(
    ({ household, words }) => matchesWords(words, query) && (!onlyLeft || isLeftHere(household)),
  )
  const [hamlet, team] = place.kind === 'ready' ? [place.hamletName, place.teamName] : ['', '']
  const all = households.length

  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:title', { hamlet })} detail={team} href="/field" statusHref="/field/status" />}
      actions={
        <Button size="big" icon="arrowLeft" href="/field">
          {t('common:back')}
        </Button>
      }
    >
      <Title>{t('round:pageTitle')}</Title>
      {round && (
        <p class="lead">
          {round.who.length > 0
            ? t('round:plan', { evening: dayWords(round.evening), who: round.who.join(', ') })
            : t('round:planAlone', { evening: dayWords(round.evening) })}
          {round.note && ` · ${round.note}`}
          {round.waits && ` · ${t('round:waits')}`}
        </p>
      )}
      {round && round.conflicts > 0 && <Notice tone="warning">{t('round:planning.twoPlans')}</Notice>}
      {all > 0 && (
        <div class="cluster">
          <Button icon="calendar" href="/field/round/plan">
            {t('round:planning.title')}
          </Button>
          <Button icon="phone" href="/field/round/meet">
            {t('round:meet.title')}
          </Button>
        </div>
      )}
      {all > 0 && (
        <Fold title={t('round:count.title')}>
          <CountMeters title={t('round:count.title')} households={households} goal={tonight.goal} />
        </Fold>
      )}
      <div class="round__tools">
        <TextField
          id="search"
          label={t('round:search')}
          keyboard="search"
          maxLength={80}
          value={query}
          onInput={setQuery}
        />
        <Button pressed={onlyLeft} onClick={() => setOnlyLeft(!onlyLeft)}>
          {t('round:onlyLeft')}
        </Button>
        <Button icon="plus" href="/field/round/new">
          {t('round:newHousehold')}
        </Button>
      </div>
      <p class="muted" role="status">
        {query !== ''
          ? shown.length === 0
            ? t('round:noneFound')
            : t('round:found', { count: shown.length })
          : left.length === 0
            ? all > 0 && t('round:noneLeft', { all })
            : t('round:left', { left: left.length, all })}
      </p>
      {all === 0 && <EmptyState icon="home" title={t('round:empty.title')} text={t('round:empty.text')} />}
      <ol class="rows">
        {shown.slice(0, drawn).map(({ household, at }) => (
          <li key={household.id} class="round__house">
            <Row
              href={`/field/round/${household.id}`}
              mark={at}
              title={householdName(household)}
              detail={householdDetail(household)}
              state={[
                household.elsewhere && elsewhereWords(household.elsewhere),
                !isDoneElsewhere(household) && remainsText(household),
                household.waits && t('round:waits'),
              ]
                .filter(Boolean)
                .join(' · ')}
              tag={<VisitTag household={household} />}
            />
            {isLeftHere(household) && (
              <span class="round__taps">
                <Tap household={household} state="done" onSay={visit.say} />
                {household.visit.state !== 'absent' && <Tap household={household} state="absent" onSay={visit.say} />}
              </span>
            )}
          </li>
        ))}
      </ol>
      {shown.length > drawn && (
        <div>
          <Button icon="chevronDown" onClick={() => setDrawn(drawn + drawnAtOnce)}>
            {t('round:more', { count: shown.length - drawn })}
          </Button>
        </div>
      )}
      {visit.toast}
    </Screen>
  )
}

/** How it stands with the house, by this tablet's own word or by another one's of tonight. */
function VisitTag({ household: { visit, elsewhere } }: { household: TonightHousehold }) {
  const { state } = elsewhere ?? visit
  return <Tag tone={visitTones[state]} text={t(`round:visit.${state}`)} />
}

interface TapProps {
  household: TonightHousehold
  state: 'done' | 'absent'
  onSay: ReturnType<typeof useVisit>['say']
}

function Tap({ household, state, onSay }: TapProps) {
  const words = t(`round:visit.${state}`)
  return (
    <Button
      icon={state === 'done' ? 'check' : 'clock'}
      label={t('round:set', { household: householdName(household), state: words })}
      onClick={() => void onSay(household, state)}
    >
      {words}
    </Button>
  )
}
