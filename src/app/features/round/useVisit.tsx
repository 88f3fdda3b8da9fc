import { useState } from 'preact/hooks'
import type { VisitState } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { t } from '../../i18n/i18n.ts'
import type { RoundPort, TonightHousehold } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Toast } from '../../ui/toast/Toast.tsx'
import { householdName } from './householdWords.ts'

interface Done {
  readonly household: TonightHousehold
  readonly state: VisitState
}

const visitOf = (state: VisitState, on: string, comeAgainOn: string, saidBy: string) => ({
  visit: {
    state: state === 'notYet' ? null : state,
    on: state === 'notYet' ? null : on || null,
    comeAgainOn: comeAgainOn || null,
    saidBy: saidBy || null,
  },
})

/** One tap says how it stands with a house; one more takes it back. Draw `toast` somewhere on the screen. */
export function useVisit(port: RoundPort) {
  const { now } = usePorts()
  const [done, setDone] = useState<Done | 'failed' | null>(null)

  async function set(household: TonightHousehold, state: VisitState, comeAgainOn = '', saidBy = '') {
    try {
      await port.save(household.id, visitOf(state, localDay(now()), comeAgainOn, saidBy))
      setDone({ household, state })
    } catch {
      setDone('failed')
    }
  }

  /** One more tap on what stands there since today says nothing new: what else was said of the visit stays, and nothing is sealed. */
  async function say(household: TonightHousehold, state: VisitState) {
    const { visit } = household
    if (state === visit.state && (state === 'notYet' || visit.on === localDay(now()))) return
    await set(household, state)
  }

  async function undo({ household: { id, visit } }: Done) {
    setDone(null)
    try {
      await port.save(id, visitOf(visit.state, visit.on, visit.comeAgainOn, visit.saidBy))
    } catch {
      setDone('failed')
    }
  }

  const close = { closeText: t('common:close'), onClose: () => setDone(null) }
  const toast =
    done === 'failed' ? (
      <Toast text={t('round:failed')} {...close} />
    ) : done ? (
      <Toast
        text={t('round:set', { household: householdName(done.household), state: t(`round:visit.${done.state}`) })}
        actionText={t('round:undo')}
        onAction={() => void undo(done)}
        {...close}
      />
    ) : null
  return { say, set, toast }
}
