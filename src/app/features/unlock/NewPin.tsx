import { useState } from 'preact/hooks'
import { isFirstPin } from '../../../domain/firstPin.ts'
import { t } from '../../i18n/i18n.ts'
import type { VolunteerChoice } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { PinPad } from '../../ui/pinPad/PinPad.tsx'
import { Title } from '../../ui/title/Title.tsx'

const pinLength = 6
type Trouble = 'guessable' | 'different' | 'failed'

/** A new PIN, given twice; then the tablet is open. */
export function NewPin({ volunteer }: { volunteer: VolunteerChoice }) {
  const { lock } = usePorts()
  const [first, setFirst] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [busy, setBusy] = useState(false)

  async function enter(pin: string) {
    setTrouble(null)
    if (first === null) {
      if (isFirstPin(pin)) setFirst(pin)
      else setTrouble('guessable')
      return
    }
    if (pin !== first) {
      setFirst(null)
      setTrouble('different')
      return
    }
    setBusy(true)
    try {
      await lock.newPin(volunteer.id, pin)
    } catch {
      setFirst(null)
      setTrouble('failed')
      setBusy(false)
    }
  }

  return (
    <>
      <Title>{t(first === null ? 'unlock:newPin.first' : 'unlock:newPin.again')}</Title>
      <p class="measure">{t('unlock:newPin.text', { name: volunteer.name })}</p>
      <div class="unlock__answer">
        {busy && <Busy text={t('unlock:opening')} />}
        {trouble && (
          <p class="unlock__wrong" role="alert">
            {t(`unlock:newPin.${trouble}`)}
          </p>
        )}
      </div>
      <PinPad
        key={first === null ? 'first' : 'again'}
        length={pinLength}
        disabled={busy}
        label={t(first === null ? 'unlock:newPin.first' : 'unlock:newPin.again')}
        eraseText={t('unlock:erase')}
        openText={t('unlock:newPin.enter')}
        enteredText={(count) => (count === 0 ? '' : t('unlock:entered', { count }))}
        onEnter={(pin) => void enter(pin)}
      />
    </>
  )
}
