import { useEffect, useState } from 'preact/hooks'
import { t, textsReady } from '../i18n/i18n.ts'
import { isUnreadable, throwAway } from '../storage/db/startAnew.ts'
import { Button } from '../ui/button/Button.tsx'
import { Dialog } from '../ui/dialog/Dialog.tsx'
import { Notice } from '../ui/notice/Notice.tsx'

const database = 'tram-so'

type Step = 'hidden' | 'offered' | 'lost' | 'sure' | 'busy' | 'failed'

interface Props {
  /** Where the tablet's database is; tests give another. */
  idb?: IDBFactory
  onDone: () => void
}

/**
 * The last resort of a tablet whose database the browser cannot read (fault 8): throw it away and be enrolled again. Asked
 * twice, and what is lost said first. The note beside it stays, so the next start says which tablet this was.
 */
export function StartAnew({ idb = indexedDB, onDone }: Props) {
  const [step, setStep] = useState<Step>('hidden')
  useEffect(() => {
    void isUnreadable(idb, database).then((is) => is && setStep('offered'))
  }, [idb])

  async function begin() {
    setStep('busy')
    try {
      await throwAway(idb, database)
      onDone()
    } catch {
      setStep('failed')
    }
  }

  const keep = () => setStep('offered')
  if (step === 'hidden' || !textsReady.value) return null
  const isSure = step === 'sure'
  return (
    <>
      {step === 'failed' && (
        <Notice tone="warning" live>
          {t('field:startAnew.failed')}
        </Notice>
      )}
      <p class="measure">{t('field:startAnew.when')}</p>
      <div class="cluster">
        <Button disabled={step === 'busy'} onClick={() => setStep('lost')}>
          {t(step === 'busy' ? 'field:startAnew.busy' : 'field:startAnew.open')}
        </Button>
      </div>
      <Dialog
        open={step === 'lost' || isSure}
        title={t(isSure ? 'field:startAnew.sure' : 'field:startAnew.title')}
        onClose={keep}
        actions={
          <>
            <Button onClick={keep}>{t('field:startAnew.keep')}</Button>
            {isSure ? (
              <Button variant="danger" onClick={() => void begin()}>
                {t('field:startAnew.begin')}
              </Button>
            ) : (
              <Button onClick={() => setStep('sure')}>{t('field:startAnew.next')}</Button>
            )}
          </>
        }
      >
        {isSure ? (
          <p class="measure">{t('field:startAnew.forEver')}</p>
        ) : (
          <>
            <p class="measure">{t('field:startAnew.gone')}</p>
            <p class="measure">{t('field:startAnew.safe')}</p>
            <p class="measure">{t('field:startAnew.again')}</p>
          </>
        )}
      </Dialog>
    </>
  )
}
