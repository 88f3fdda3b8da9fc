import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { coverageKey, type Member } from '../../../domain/household.ts'
import { type Coverage, type CoverageState, coverageStates, coverages } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { formatDay } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import type { RoundPort, TonightHousehold } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { AnsweredBy, type Answerer } from './AnsweredBy.tsx'
import { beginActivation } from './beginActivation.ts'
import { languageName } from './householdWords.ts'
import { Taps } from './Taps.tsx'

const icons = { idcard: 'idCard', eaccount: 'user', ownsim: 'chat', smartphone: 'phone' } as const
const reasons = ['tooYoung', 'unwell', 'away', 'other'] as const

interface Props {
  port: RoundPort
  household: TonightHousehold
  member: Member
  /** who says what is tapped here; '' until somebody was asked */
  answerer: Answerer | ''
  onAnswerer: (answerer: Answerer) => void
}

/** What was tapped, and nobody knows yet who says it. */
interface Tapped {
  coverage: Coverage
  state: CoverageState
  why: string | null
}

/** One person of a house: the four things, each with a tap, and what can be begun for them. */
export function MemberCard({ port, household, member, answerer, onAnswerer }: Props) {
  const { drafts, now } = usePorts()
  const { route } = useLocation()
  const [failed, setFailed] = useState(false)
  const [tapped, setTapped] = useState<Tapped | null>(null)
  const { key, name, birthDate, sex, language, left } = member

  async function run(work: () => Promise<void>) {
    setFailed(false)
    await work().catch(() => setFailed(true))
  }
  /** What was tapped a second time was tapped by mistake: nobody knows then. */
  const say = (tap: Tapped, by = answerer) => {
    const { coverage, state, why } = tap
    const known = member.said[coverage]
    const isSame = known.state === state && (why === null || known.why === why)
    if (by === '' && !isSame) return setTapped(tap)
    setTapped(null)
    const said = isSame
      ? { state: null, why: null, by: null, on: null, case: null }
      : { state, why, by, on: localDay(now()), case: null }
    void run(() => port.save(household.id, { [coverageKey(key, coverage)]: said }))
  }
  const answer = (tap: Tapped, by: Answerer) => {
    onAnswerer(by)
    say(tap, by)
  }
  const activate = () =>
    run(async () => {
      const id = await beginActivation(drafts, household, member)
      route(`/field/activation/${id}/consent`)
    })

  const about = [
    birthDate && t('round:born', { date: formatDay(birthDate) }),
    hasText(`domain:sex.${sex}`) && t(`domain:sex.${sex}`),
    language && t('round:speaks', { language: languageName(language) }),
    left && t('round:leftHere'),
  ].filter(Boolean)
  return (
    <Card>
      <section class="round__member" aria-label={name}>
        <div>
          <h3>{name || t('common:unnamed')}</h3>
          {about.length > 0 && <p class="muted">{about.join(' · ')}</p>}
          {member.note && <p class="measure">{member.note}</p>}
        </div>
        {!left &&
          coverages.map((coverage) => (
            <div key={coverage} class="round__coverage">
              <p class="round__what">
                <Icon name={icons[coverage]} />
                <strong>{t(`round:coverage.${coverage}`)}</strong>
                <span class="muted">{saidText(member.said[coverage])}</span>
              </p>
              <Taps
                title={`${name}, ${t(`round:coverage.${coverage}`)}`}
                titleHidden
                options={coverageStates.map((state) => ({ value: state, text: t(`round:state.${state}`) }))}
                value={coverageStates.find((state) => state === member.said[coverage].state) ?? ''}
                onTap={(state) => say({ coverage, state, why: null })}
              />
              {member.said[coverage].state === 'notEligible' && (
                <Taps
                  title={t('round:why.question')}
                  options={reasons.map((why) => ({ value: why, text: t(`round:why.${why}`) }))}
                  value={reasons.find((why) => why === member.said[coverage].why) ?? ''}
                  onTap={(why) => say({ coverage, state: 'notEligible', why })}
                />
              )}
              {tapped?.coverage === coverage && <AnsweredBy value="" onTap={(by) => answer(tapped, by)} />}
            </div>
          ))}
        {failed && (
          <Notice tone="warning" live>
            {t('round:failed')}
          </Notice>
        )}
        <div class="cluster">
          {!left && (
            <>
              <Button
                icon="phone"
                label={t('round:actFor', { what: t('round:activate'), name })}
                onClick={() => void activate()}
              >
                {t('round:activate')}
              </Button>
              <Button
                icon="document"
                label={t('round:actFor', { what: t('round:dossier'), name })}
                href={`/field/new-dossier?household=${household.id}&member=${key}`}
              >
                {t('round:dossier')}
              </Button>
            </>
          )}
          <Button
            variant="quiet"
            icon="edit"
            label={t('round:actFor', { what: t('round:editMember'), name })}
            href={`/field/round/${household.id}/member/${key}`}
          >
            {t('round:editMember')}
          </Button>
        </div>
      </section>
    </Card>
  )
}

/** Who said what and when; what nobody said is said to be unknown. */
function saidText({ state, by, on }: Member['said'][Coverage]): string {
  const words = t(`round:state.${state}`)
  if (state === 'unknown' || on === '') return words
  return t('round:said', { state: words, by: hasText(`round:by.${by}`) ? t(`round:by.${by}`) : by, day: formatDay(on) })
}
